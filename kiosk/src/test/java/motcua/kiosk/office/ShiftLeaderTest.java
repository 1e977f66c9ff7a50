package motcua.kiosk.office;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import motcua.contract.body.RosterChanged;
import motcua.contract.body.SettingsApplied;
import motcua.kiosk.TestKiosk;
import motcua.kiosk.clock.SteppedClock;
import motcua.kiosk.journal.TestJournals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShiftLeaderTest {
    private static final String NEW_PIN = "135791";

    @TempDir
    Path folder;

    private static TestKiosk led(TestKiosk kiosk) throws Exception {
        kiosk.office.save(
                new OfficeDraft(
                        new OfficeDraft.Office(null, "UBND xã Ví Dụ"),
                        TestKiosk.draft().counters(),
                        List.of(
                                new OfficeDraft.Clerk("mau", "Nguyễn Thị Mẫu", null, TestKiosk.PIN, true),
                                new OfficeDraft.Clerk("thu", "Trần Văn Thử", null, TestKiosk.PIN)),
                        null,
                        null,
                        null),
                null);
        return kiosk;
    }

    @Test
    void theShiftLeaderGivesAColleagueANewPinWithoutAnyServer() throws Exception {
        try (TestKiosk kiosk = led(TestKiosk.open(folder))) {
            assertThat(kiosk.office
                            .resetPin("mau", TestKiosk.PIN, "thu", NEW_PIN)
                            .clerk())
                    .isEqualTo("thu");

            assertThat(kiosk.records(RosterChanged.class))
                    .containsExactly(new RosterChanged("thu", "PIN_RESET", "mau"));
            assertThat(kiosk.records(SettingsApplied.class)).hasSize(1);
            assertThat(kiosk.office.signIn(1, "thu", TestKiosk.PIN).session()).isNull();
            assertThat(kiosk.office.signIn(1, "thu", NEW_PIN).session()).isNotNull();
            assertThat(kiosk.journalText()).doesNotContain(NEW_PIN);
        }
        try (TestKiosk kiosk = TestKiosk.open(folder)) {
            assertThat(kiosk.office.signIn(1, "thu", NEW_PIN).session()).isNotNull();
        }
    }

    @Test
    void whoForgotThePinAndTriedOftenNeedNotWaitForTheNewOne() throws Exception {
        try (TestKiosk kiosk = led(TestKiosk.open(folder))) {
            for (int i = 0; i < 6; i++) {
                kiosk.office.signIn(1, "thu", "000000");
            }
            assertThat(kiosk.office.signIn(1, "thu", TestKiosk.PIN).waitMs()).isPositive();

            kiosk.office.resetPin("mau", TestKiosk.PIN, "thu", NEW_PIN);

            assertThat(kiosk.office.signIn(1, "thu", NEW_PIN).session()).isNotNull();
        }
    }

    @Test
    void nobodyButTheLeaderWithTheOwnPinChangesAnything() throws Exception {
        try (TestKiosk kiosk = led(TestKiosk.open(folder))) {
            assertThat(kiosk.office.resetPin("mau", "000000", "thu", NEW_PIN).clerk())
                    .isNull();
            assertThat(kiosk.office
                            .addTemporary("nobody", TestKiosk.PIN, "Lê Văn Tạm", NEW_PIN)
                            .clerk())
                    .isNull();
            assertThatThrownBy(() -> kiosk.office.resetPin("thu", TestKiosk.PIN, "mau", NEW_PIN))
                    .hasMessageContaining("Chỉ trưởng ca");
            assertThatThrownBy(() -> kiosk.office.resetPin("mau", TestKiosk.PIN, "mau", NEW_PIN))
                    .hasMessageContaining("không tự đặt lại");
            assertThatThrownBy(() -> kiosk.office.resetPin("mau", TestKiosk.PIN, "thu", "12345"))
                    .hasMessageContaining("6 đến 12 chữ số");
            assertThatThrownBy(() -> kiosk.office.addTemporary("mau", TestKiosk.PIN, " ", NEW_PIN))
                    .hasMessageContaining("họ tên");

            assertThat(kiosk.records(RosterChanged.class)).isEmpty();
            assertThat(kiosk.office.signIn(1, "thu", TestKiosk.PIN).session()).isNotNull();
        }
    }

    @Test
    void wrongPinsOfALeaderHoldUpThatPersonOnly() throws Exception {
        try (TestKiosk kiosk = led(TestKiosk.open(folder))) {
            for (int i = 0; i < 5; i++) {
                kiosk.office.resetPin("mau", "000000", "thu", NEW_PIN);
            }

            assertThat(kiosk.office
                            .resetPin("mau", TestKiosk.PIN, "thu", NEW_PIN)
                            .waitMs())
                    .isPositive();
            assertThat(kiosk.office.signIn(1, "thu", TestKiosk.PIN).session()).isNotNull();
        }
    }

    @Test
    void aClerkForTheDayIsOnTheListThatDayAndOffItTheNext() throws Exception {
        SteppedClock clock = SteppedClock.at(TestJournals.MORNING);
        try (TestKiosk kiosk = led(TestKiosk.open(folder, clock))) {
            String added = kiosk.office
                    .addTemporary("mau", TestKiosk.PIN, "Lê Văn Tạm", NEW_PIN)
                    .clerk();

            assertThat(kiosk.records(RosterChanged.class))
                    .containsExactly(new RosterChanged(String.valueOf(added), "TEMPORARY_ADDED", "mau"));
            assertThat(kiosk.counters.settings().orElseThrow().clerks())
                    .extracting(SettingsApplied.Clerk::name)
                    .containsExactly("Nguyễn Thị Mẫu", "Trần Văn Thử", "Lê Văn Tạm");
            assertThat(kiosk.office.signIn(1, String.valueOf(added), NEW_PIN).session())
                    .isNotNull();

            clock.advance(Duration.ofHours(24));
            assertThat(kiosk.office.signIn(2, String.valueOf(added), NEW_PIN).session())
                    .isNull();
            assertThat(kiosk.office.clerks()).hasSize(2);

            kiosk.office.dropPastClerks();
            assertThat(kiosk.counters.settings().orElseThrow().clerks()).hasSize(2);
            assertThat(kiosk.office.data().orElseThrow().version()).isEqualTo(3);
        }
    }

    @Test
    void aClerkForTheDayIsGoneWhenTheDayEndsWhileTheKioskGoesOnRunning() throws Exception {
        SteppedClock clock = SteppedClock.at(TestJournals.MORNING);
        List<Runnable> dueEachMinute = new ArrayList<>();
        try (TestKiosk kiosk = led(TestKiosk.open(folder, clock))) {
            kiosk.office.keepTime(new ScheduledThreadPoolExecutor(1) {
                @Override
                public ScheduledFuture<?> scheduleWithFixedDelay(
                        Runnable command, long initialDelay, long delay, TimeUnit unit) {
                    assertThat(unit.toSeconds(delay)).isLessThanOrEqualTo(60);
                    dueEachMinute.add(command);
                    return super.schedule(() -> {}, 0, unit);
                }
            });
            kiosk.office.addTemporary("mau", TestKiosk.PIN, "Lê Văn Tạm", NEW_PIN);
            clock.advance(Duration.ofMinutes(1));
            dueEachMinute.forEach(Runnable::run);
            assertThat(kiosk.counters.settings().orElseThrow().clerks()).hasSize(3);

            clock.advance(Duration.ofHours(24));
            dueEachMinute.forEach(Runnable::run);

            assertThat(kiosk.counters.settings().orElseThrow().clerks()).hasSize(2);
            assertThat(kiosk.office.data().orElseThrow().clerks()).hasSize(2);
        }
    }

    @Test
    void twoOfOneNameOnTwoDaysAreTwoClerks() throws Exception {
        SteppedClock clock = SteppedClock.at(TestJournals.MORNING);
        try (TestKiosk kiosk = led(TestKiosk.open(folder, clock))) {
            String first = kiosk.office
                    .addTemporary("mau", TestKiosk.PIN, "Lê Văn Tạm", NEW_PIN)
                    .clerk();
            clock.advance(Duration.ofHours(24));
            kiosk.office.dropPastClerks();
            String second = kiosk.office
                    .addTemporary("mau", TestKiosk.PIN, "Lê Văn Tạm", NEW_PIN)
                    .clerk();

            assertThat(second).isNotNull().isNotEqualTo(first);
        }
    }
}
