package motcua.server.satisfaction;

import java.math.BigDecimal;

/** How a one-stop office is graded by the points of its nine indicators, 18 at most; the lower bound belongs to the grade. */
public enum Grade {
    EXCELLENT("Xuất sắc", 15),
    GOOD("Tốt", 12),
    FAIR("Khá", 9),
    AVERAGE("Trung bình", 6),
    WEAK("Yếu", 0);

    /** The most that nine indicators give. */
    public static final BigDecimal MOST = BigDecimal.valueOf(18);

    private final String vi;
    private final BigDecimal least;

    Grade(String vi, int least) {
        this.vi = vi;
        this.least = BigDecimal.valueOf(least);
    }

    /** The word of the regulation. */
    public String vi() {
        return vi;
    }

    /**
     * The grade of so many points.
     *
     * @param points from 0 to {@link #MOST}
     */
    public static Grade of(BigDecimal points) {
        if (points.signum() < 0 || points.compareTo(MOST) > 0) {
            throw new IllegalArgumentException(points + " of " + MOST + " points");
        }
        for (Grade grade : values()) {
            if (points.compareTo(grade.least) >= 0) {
                return grade;
            }
        }
        throw new IllegalStateException("the last grade begins at 0");
    }
}
