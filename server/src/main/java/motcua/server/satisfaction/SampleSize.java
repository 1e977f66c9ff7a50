package motcua.server.satisfaction;

/** How many ratings a period needs: n = N / (1 + N·e²). */
public final class SampleSize {
    /** The margin that surveys of satisfaction ask for, a share. */
    public static final double USUAL_MARGIN = .05;

    private SampleSize() {}

    /**
     * Ratings needed.
     *
     * @param services N, at least 1
     * @param margin e, a share above 0
     */
    public static long needed(long services, double margin) {
        // Up, since one rating less would not reach the margin; the small part is what binary fractions add.
        return (long) Math.ceil(services / (1 + services * margin * margin) - 1e-9);
    }

    /**
     * The margin that so many ratings reach, a share; 0 if all services were rated.
     *
     * @param ratings n, from 1 to {@code services}
     */
    public static double reached(long services, long ratings) {
        return Math.sqrt(Math.max(0, (1.0 / ratings) - (1.0 / services)));
    }
}
