package motcua.acceptance.power;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import motcua.acceptance.Project;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Power cuts of a whole kiosk: its jar, its kernel, its file system, its card.
 *
 * <p>Each start goes on with the card the cut before has left, so that it also shows that the kiosk comes back by itself. Every
 * tenth cut and the last one are with a card that lies: what it loses must be noticed here, else this test proves nothing. Then a
 * new card is put in.
 *
 * <p>{@code motcua.power.cuts}: how many, 2 by default; {@code motcua.power.minutes}: after which no further one is begun;
 * {@code motcua.power.results}: file that gets a line for each; {@code motcua.seed}: of everything random, printed.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PowerCutTest {
    private static final int CUTS = Integer.getInteger("motcua.power.cuts", 2);
    private static final Duration TIME = Duration.ofMinutes(Integer.getInteger("motcua.power.minutes", 60));
    private static final long SEED = Long.getLong("motcua.seed", System.nanoTime());
    /** Every so many cuts, in the long form, one comes at any time after switching on, also while the kiosk starts. */
    private static final int ANY_TIME_EVERY = 5;

    private static final int LYING_EVERY = 10;
    private static final int SHOWN_BEFORE_A_LYING_CUT = 12;
    private static final Duration ANSWER = Duration.ofMinutes(2);
    private static final Path RESULTS =
            Project.file(System.getProperty("motcua.power.results", "acceptance/target/power-cuts.jsonl"));

    private final Random random = new Random(SEED);
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final Set<String> boots = new HashSet<>();
    private List<String> hashes = List.of();
    private long startedInMs = 20_000;

    private Path folder;
    private GuestKernel kernel;
    private NewCard card;
    private Path office;

    /** What citizens were shown before a cut, and what is on the card after it. */
    private record Cut(CardKind kind, Citizens citizens, CardReading found, String cardSays, String console) {}

    @BeforeAll
    void setTheOfficeUp(@TempDir Path own) throws Exception {
        folder = own;
        kernel = GuestKernel.fetch();
        card = NewCard.make(folder);
        insertNewCard();
    }

    private void insertNewCard() throws Exception {
        office = card.copyTo(folder);
        CardReading before = CardReading.of(office, folder.resolve("reading"));
        assertThat(before.faults()).isEmpty();
        boots.addAll(before.boots());
        hashes = before.hashes();
    }

    @AfterAll
    void stopTheTimer() {
        timer.shutdownNow();
    }

    @Test
    @Timeout(value = 75, unit = TimeUnit.MINUTES)
    void whatWasShownAsRecordedSurvivesAPowerCutAndACardThatLiesIsFoundOut() throws Exception {
        long begun = System.nanoTime();
        for (int number = 1; number <= CUTS && System.nanoTime() - begun < TIME.toNanos(); number++) {
            CardKind kind = kind(number);
            Cut cut = cut(number, kind);
            List<String> lost = lost(cut);
            write(number, cut, lost);
            String what = "seed %d, cut %d, %s card, kernel %s%n%s%n%s"
                    .formatted(SEED, number, kind, kernel.version(), cut.cardSays(), cut.console());
            assertThat(cut.citizens().complaints()).as(what).isEmpty();
            if (kind == CardKind.LYING) {
                assertThat(lost)
                        .as("what a lying card loses is noticed; " + what)
                        .isNotEmpty();
                insertNewCard(); // the lie has damaged the file system, too
            } else {
                assertThat(lost).as(what).isEmpty();
                boots.addAll(cut.found().boots());
                hashes = cut.found().hashes();
            }
        }
    }

    private static CardKind kind(int number) {
        if (number == CUTS || number % LYING_EVERY == 0) {
            return CardKind.LYING;
        }
        return number % 2 == 1 ? CardKind.VOLATILE : CardKind.HONEST;
    }

    private Cut cut(int number, CardKind kind) throws Exception {
        Citizens citizens;
        String console;
        String cardSays;
        try (CardSlot slot = CardSlot.insert(office, kind, random.nextLong());
                KioskGuest kiosk = KioskGuest.powerOn(kernel, folder, card, slot)) {
            long poweredOn = System.nanoTime();
            ScheduledFuture<?> cut = null;
            if (number % ANY_TIME_EVERY == 0 && kind != CardKind.LYING) {
                cut = cutIn(slot, kiosk, random.nextLong(startedInMs * 3 / 2));
            }
            if (inService(kiosk, cut != null)) {
                startedInMs = (System.nanoTime() - poweredOn) / 1_000_000;
            }
            citizens = Citizens.come(kiosk.web(), random.nextLong());
            if (cut == null) {
                Citizens here = citizens;
                int wanted = kind == CardKind.LYING ? SHOWN_BEFORE_A_LYING_CUT : 1;
                Awaitility.await("presses are shown as recorded")
                        .atMost(ANSWER)
                        .pollInterval(Duration.ofMillis(50))
                        .until(() -> here.shownOnScreen().size() >= wanted);
                cut = cutIn(slot, kiosk, random.nextLong(500, 4_000));
            }
            cut.get();
            citizens.awaitGone();
            cardSays = slot.awaitSettled();
            console = kiosk.lastLines();
        }
        return new Cut(kind, citizens, CardReading.of(office, folder.resolve("reading")), cardSays, console);
    }

    /** False if the power was cut before. */
    private static boolean inService(KioskGuest kiosk, boolean mayBeCut) {
        try {
            kiosk.awaitInService();
            return true;
        } catch (RuntimeException e) {
            if (mayBeCut && !kiosk.isOn()) {
                return false;
            }
            throw e;
        }
    }

    private ScheduledFuture<?> cutIn(CardSlot slot, KioskGuest kiosk, long ms) {
        return timer.schedule(
                () -> {
                    slot.darken();
                    kiosk.cut();
                    return null;
                },
                ms,
                TimeUnit.MILLISECONDS);
    }

    /** Everything that is not as it must be, in words. */
    private List<String> lost(Cut cut) {
        List<String> lost = new ArrayList<>(cut.found().faults());
        List<String> now = cut.found().hashes();
        if (now.size() < hashes.size() || !now.subList(0, hashes.size()).equals(hashes)) {
            lost.add("of " + hashes.size() + " records of earlier starts some are gone; there are " + now.size());
        }
        compare("the screen", cut.citizens().shownOnScreen(), cut.found().keys("SCREEN", boots), lost);
        compare("the pad", cut.citizens().shownOnPad(), cut.found().keys("PAD", boots), lost);
        return lost;
    }

    /** Each press that was shown, in order, once, and at most one more: the press that nobody was answered. */
    private static void compare(String where, List<Integer> shown, List<Integer> stored, List<String> lost) {
        boolean all =
                stored.size() >= shown.size() && stored.subList(0, shown.size()).equals(shown);
        if (!all) {
            lost.add("%s showed %s as recorded, the journal has %s".formatted(where, shown, stored));
        } else if (stored.size() > shown.size() + 1) {
            lost.add("%s showed %s, the journal has more: %s".formatted(where, shown, stored));
        }
    }

    private void write(int number, Cut cut, List<String> lost) throws Exception {
        String line =
                "{\"seed\":%d,\"cut\":%d,\"card\":\"%s\",\"shown\":%d,\"whole\":%b,\"startedInMs\":%d,\"kernel\":\"%s\"}%n"
                        .formatted(
                                SEED,
                                number,
                                cut.kind(),
                                cut.citizens().shownOnScreen().size()
                                        + cut.citizens().shownOnPad().size(),
                                lost.isEmpty(),
                                startedInMs,
                                kernel.version());
        System.out.print(line + cut.cardSays() + "\n");
        Files.writeString(RESULTS, line, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
