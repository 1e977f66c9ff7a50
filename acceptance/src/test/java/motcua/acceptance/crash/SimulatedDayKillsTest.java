package motcua.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import motcua.acceptance.KioskProcess;
import motcua.acceptance.Project;
import motcua.acceptance.RunningProcess;
import motcua.acceptance.SampleOffice;
import motcua.contract.body.TicketIssued;
import motcua.contract.journal.JournalRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The kiosk is killed again and again while a whole simulated day goes through its doors: people wait and go on. */
class SimulatedDayKillsTest {
    private static final int KILLS = 3;
    /** Records between two kills: a day of this share makes about 250. */
    private static final int APART = 55;

    @TempDir
    private Path folder;

    @Test
    void afterKillsInTheMiddleOfADayEveryTicketIsInOnePlaceAndNoNumberIsTwice() throws Exception {
        long seed = Long.getLong("motcua.seed", new Random().nextLong());
        System.out.println("killing the kiosk during a simulated day, -Dmotcua.seed=" + seed);
        Random random = new Random(seed);
        Path pin = Files.writeString(folder.resolve("pin"), SampleOffice.PIN);
        KioskProcess.Setup setup = new KioskProcess.Setup(
                "ngay-mau", "", "quay-1,quay-2,quay-3", SampleOffice.threeCountersWithTickets(), null, null);
        try (KioskProcess kiosk = KioskProcess.start(folder.resolve("kiosk"), setup);
                RunningProcess day = RunningProcess.start(
                        "day",
                        List.of(
                                Project.java(),
                                "-Xmx128m",
                                "-jar",
                                Project.built("load/target/load.jar", "./mvnw package -Pacceptance")
                                        .toString(),
                                "day",
                                "--kiosk",
                                kiosk.url().toString(),
                                "--pin-file",
                                pin.toString(),
                                "--lasts",
                                "PT25S",
                                "--share",
                                "0.5",
                                "--seed",
                                Long.toString(random.nextInt(1_000))))) {
            int records = 0;
            for (int kill = 0; kill < KILLS; kill++) {
                int from = records + APART + random.nextInt(APART / 2);
                await("kill " + kill + ", seed " + seed)
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> kiosk.journal().size() >= from);
                kiosk.kill();
                records = kiosk.journal().size();
                kiosk.restart();
            }

            assertThat(day.awaitExit(Duration.ofMinutes(4))).as(day.lastLines()).isZero();
            JsonNode today = kiosk.web().json("/api/demo").path("today");
            long issued = today.path("issued").asLong();
            assertThat(day.lastLines()).contains("day: " + issued + " tickets");
            assertThat(places(today)).as("seed %d: %s", seed, today).isEqualTo(issued);
            assertThat(today.path("waiting").asLong()
                            + today.path("inService").asLong()
                            + today.path("held").asLong())
                    .as("nobody is left behind, seed %d: %s", seed, today)
                    .isZero();
            Set<String> numbers = new HashSet<>();
            for (JournalRecord each : kiosk.journal("ticket-issued")) {
                TicketIssued ticket = each.body(TicketIssued.class);
                assertThat(numbers.add(ticket.day() + ticket.label()))
                        .as("%s twice", ticket.label())
                        .isTrue();
            }
            assertThat(numbers).hasSize((int) issued);
        }
    }

    private static long places(JsonNode today) {
        long sum = 0;
        for (String place : List.of(
                "waiting",
                "inService",
                "held",
                "inviting",
                "rated",
                "notRated",
                "notAsked",
                "deviceDown",
                "noShow",
                "left")) {
            sum += today.path(place).asLong();
        }
        return sum;
    }
}
