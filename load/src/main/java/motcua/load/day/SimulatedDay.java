package motcua.load.day;

import java.time.Duration;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import motcua.load.sample.SampleOffice;
import org.jspecify.annotations.Nullable;

/**
 * One seeded working day of the sample office: who comes when, for what, how it goes, and what breaks. Equal seeds are equal
 * days. Nothing here knows of a kiosk; {@link DayPlayer} plays it on one.
 *
 * @param people in the order in which they come
 * @param incidents in the order in which they begin
 */
public record SimulatedDay(long seed, List<Person> people, List<Incident> incidents) {
    /** When the doors open and close. Source: the usual office hours. */
    public static final LocalTime MORNING = LocalTime.of(7, 30);

    public static final LocalTime LUNCH = LocalTime.of(11, 30);
    public static final LocalTime AFTERNOON = LocalTime.of(13, 30);
    public static final LocalTime EVENING = LocalTime.of(17, 0);

    /** Arrivals an hour, from 07:30 on by half hours: a rush after the doors open, and a smaller one after lunch. */
    private static final double[] RUSH = {14, 26, 30, 22, 16, 14, 10, 6, 0, 0, 0, 0, 16, 20, 14, 12, 10, 6, 2};

    private static final Duration HALF_HOUR = Duration.ofMinutes(30);
    private static final double RESULTS = 0.2;
    private static final double UNSURE = 0.3;
    private static final double PRIORITY = 0.08;
    private static final double ASSISTED = 0.04;
    private static final double NO_SHOW = 0.05;
    private static final double RETURNS = 0.4;
    private static final double TRANSFERRED = 0.06;
    private static final double HELD = 0.03;
    private static final double CHANGES_MIND = 0.03;

    /** How a visit ends at its first counter. */
    public enum Course {
        SERVED,
        /** Nobody comes when the number is called. */
        NO_SHOW,
        /** As NO_SHOW, but the citizen is back a quarter of an hour later. */
        COMES_BACK,
        /** Is sent on to another counter with the same number. */
        TRANSFERRED,
        /** Has to fetch a paper and is called again. */
        HELD
    }

    /**
     * Somebody who comes for a number.
     *
     * @param id names the person in this day, from 1
     * @param results whether the person only collects a result
     * @param procedure code, absent if the person does not know which one
     * @param assisted whether a clerk takes the number
     * @param service how long a clerk of average speed needs
     * @param key the rating key pressed at the end, 0 if none is
     * @param secondKey pressed some seconds later instead, 0 if not
     */
    public record Person(
            int id,
            LocalTime comes,
            boolean results,
            @Nullable String procedure,
            boolean priority,
            boolean assisted,
            Course course,
            Duration service,
            int key,
            int secondKey) {}

    /** What breaks. */
    public enum Breakage {
        PAPER_OUT,
        PRINTER_OFFLINE,
        NETWORK_DOWN
    }

    /** @param lasts until somebody has mended it */
    public record Incident(Breakage what, LocalTime begins, Duration lasts) {}

    public SimulatedDay {
        people = List.copyOf(people);
        incidents = List.copyOf(incidents);
    }

    /**
     * @param share of an ordinary day's people, 1 = about 110
     */
    public static SimulatedDay of(long seed, double share) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Person> people = new ArrayList<>();
        List<LocalTime> arrivals = new ArrayList<>();
        for (int half = 0; half < RUSH.length; half++) {
            LocalTime from = MORNING.plus(HALF_HOUR.multipliedBy(half));
            double expected = RUSH[half] / 2 * share;
            int come = (int) expected + (random.nextDouble() < expected - (int) expected ? 1 : 0);
            for (int i = 0; i < come; i++) {
                arrivals.add(from.plusSeconds(random.nextLong(HALF_HOUR.toSeconds())));
            }
        }
        arrivals.sort(Comparator.naturalOrder());
        for (LocalTime comes : arrivals) {
            people.add(person(people.size() + 1, comes, random));
        }
        return new SimulatedDay(
                seed,
                people,
                List.of(
                        new Incident(
                                Breakage.PAPER_OUT, LocalTime.of(8, 40).plusMinutes(random.nextInt(20)), minutes(6)),
                        new Incident(
                                Breakage.NETWORK_DOWN,
                                LocalTime.of(9, 30).plusMinutes(random.nextInt(20)),
                                minutes(60)),
                        new Incident(
                                Breakage.PRINTER_OFFLINE,
                                LocalTime.of(14, 10).plusMinutes(random.nextInt(20)),
                                minutes(12))));
    }

    private static Person person(int id, LocalTime comes, SplittableRandom random) {
        SampleOffice.Counter counter = SampleOffice.COUNTERS.get(random.nextInt(SampleOffice.COUNTERS.size()));
        SampleOffice.Procedure procedure =
                counter.procedures().get(random.nextInt(counter.procedures().size()));
        boolean results = random.nextDouble() < RESULTS;
        double spread = 0.4 + 1.2 * random.nextDouble();
        Duration service = Duration.ofSeconds((long) (60 * (results ? 3 : procedure.minutes()) * spread));
        boolean rates = random.nextDouble() < counter.rated();
        int key = rates ? weighted(counter.weights(), random) : 0;
        boolean changes = rates && random.nextDouble() < CHANGES_MIND;
        return new Person(
                id,
                comes,
                results,
                results || random.nextDouble() < UNSURE ? null : procedure.code(),
                random.nextDouble() < PRIORITY,
                random.nextDouble() < ASSISTED,
                course(random),
                service,
                key,
                changes ? key % 5 + 1 : 0);
    }

    private static Course course(SplittableRandom random) {
        double drawn = random.nextDouble();
        if (drawn < NO_SHOW) {
            return random.nextDouble() < RETURNS ? Course.COMES_BACK : Course.NO_SHOW;
        }
        if (drawn < NO_SHOW + TRANSFERRED) {
            return Course.TRANSFERRED;
        }
        return drawn < NO_SHOW + TRANSFERRED + HELD ? Course.HELD : Course.SERVED;
    }

    private static int weighted(List<Integer> weights, SplittableRandom random) {
        int drawn = random.nextInt(weights.stream().mapToInt(Integer::intValue).sum());
        int key = 1;
        while (drawn >= weights.get(key - 1)) {
            drawn -= weights.get(key - 1);
            key++;
        }
        return key;
    }

    private static Duration minutes(int count) {
        return Duration.ofMinutes(count);
    }
}
