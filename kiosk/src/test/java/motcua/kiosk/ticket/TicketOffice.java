package motcua.kiosk.ticket;

import java.util.List;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.SettingsApplied;
import motcua.kiosk.TestKiosk;
import org.jspecify.annotations.Nullable;

/** The test kiosk's office with tickets: counters 1 and 2 call from A (priority K), counter 2 also from C for results. */
final class TicketOffice {
    private TicketOffice() {}

    /** @param limit most tickets of A a day, absent without a limit */
    static void giveQueues(TestKiosk kiosk, @Nullable Integer limit) {
        SettingsApplied now = kiosk.counters.settings().orElseThrow();
        kiosk.counters.append(new SettingsApplied(
                now.version() + 1,
                now.origin(),
                now.office(),
                List.of(
                        new SettingsApplied.Counter(1, "Hộ tịch", Mode.TICKET),
                        new SettingsApplied.Counter(2, "Quầy 2", Mode.TICKET),
                        new SettingsApplied.Counter(3, "Đất đai", Mode.OPEN)),
                now.clerks(),
                now.scale(),
                now.windowMs(),
                List.of(
                        new SettingsApplied.Queue("thu-tuc", "A", "K", "Thủ tục", Kind.PROCEDURE, List.of(1, 2), limit),
                        new SettingsApplied.Queue(
                                "tra-ket-qua", "C", null, "Trả kết quả", Kind.RESULT, List.of(2), null))));
    }
}
