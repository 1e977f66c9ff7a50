package motcua.load.day;

/**
 * Stands beside a day as it is played: hears what people were told, and may hold them up. Called on the thread that plays the day.
 */
public interface DayWitness {
    /** Somebody is about to ask the kiosk; nothing else is under way. Whoever is asked may wait here. */
    default void asks(String path) throws InterruptedException {}

    /** No answer came. Nobody knows whether the kiosk has done it; it will be asked again. */
    default void lost(String path) {}

    /**
     * The kiosk has answered that it is done.
     *
     * @param act last part of the door's path: {@code issue, shown, next, call, recall, hold, transfer, no-show, reinstate, finish,
     *     press}
     * @param counter where, 0 if at no counter
     * @param ticket whose, empty if nobody's
     */
    default void told(String act, int counter, String ticket) {}

    /** Something has just broken. */
    default void broken(SimulatedDay.Breakage what) {}

    /** Somebody is about to mend it. */
    default void mends(SimulatedDay.Breakage what) {}

    /** A line for people about what happens. */
    default void says(String line) {}
}
