package motcua.kiosk.counter;

/** A clerk signed in at a counter. {@code lastActive} is the last finish or other sign of life. */
public record ServiceSession(int counter, String clerk, String session, Moment since, Moment lastActive) {
    ServiceSession activeAt(Moment moment) {
        return new ServiceSession(counter, clerk, session, since, moment);
    }
}
