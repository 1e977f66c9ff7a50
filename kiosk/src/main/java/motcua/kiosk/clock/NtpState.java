package motcua.kiosk.clock;

import java.util.OptionalLong;

/** Whether the operating system says that its wall clock is synchronised to network time. */
@FunctionalInterface
public interface NtpState {
    /** Says that nothing synchronises the clock. */
    NtpState NEVER = OptionalLong::empty;

    /** The largest error of the wall clock in milliseconds; empty while it is not synchronised. Returns at once. */
    OptionalLong errorMs();
}
