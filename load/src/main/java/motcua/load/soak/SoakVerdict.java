package motcua.load.soak;

import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToIntFunction;
import motcua.load.soak.SoakSample.Kept;
import motcua.load.soak.Trend.Point;
import org.jspecify.annotations.Nullable;

/**
 * Whether a kiosk grew: what it keeps in its heap and beside it, compiled code, open files, threads, the journal's log.
 *
 * <p>Resident memory as a whole is no measure: its part in the heap rises by garbage until the next full collection, and the
 * heap's limit bounds it.
 */
final class SoakVerdict {
    /** Until here classes are compiled and caches fill; source: native memory over time at 7 and 40 presses a second. */
    private static final double WARM_PART = 0.4;
    /** Most that memory may grow in an hour, whatever the traffic. */
    static final double MOST_MIB_AN_HOUR = 1;
    /** The smallest Java object: a heap that keeps one a press grows by at least as much. */
    static final double MOST_LIVE_BYTES_A_PRESS = 16;
    /** 1 MiB an hour at 2 presses a second, a hundred times an office's traffic. For compiled code the only bar: it comes with use. */
    static final double MOST_NATIVE_BYTES_A_PRESS = 1024 * 1024 / 7_200.0;

    private static final int MOST_FILES_MORE = 20;
    private static final int MOST_THREADS_MORE = 20;
    /** 4,000 pages with their headers, at which SQLite copies the log by itself, and as much again while readers hold it. */
    private static final double MOST_LOG_MIB = 32;

    private static final double MIB = 1024 * 1024;
    /** Errors beside the slope within which 95 of 100 lie. */
    private static final double BOUND = 2;

    private final List<SoakSample> warm;
    private final double pressesAnHour;
    private final List<String> grows = new ArrayList<>();
    private final List<String> undecided = new ArrayList<>();
    private final Trend resident;
    private final Trend code;
    private final Trend beside;
    private final Trend live;
    private final Trend keptBeside;

    private SoakVerdict(List<SoakSample> samples) {
        warm = samples.subList((int) (samples.size() * WARM_PART), samples.size());
        pressesAnHour = pressesAnHour(warm);
        resident = Trend.of(points(SoakSample::residentMiB));
        code = Trend.of(points(SoakSample::codeMiB));
        beside = Trend.of(points(SoakSample::nativeMiB));
        live = Trend.of(kept(Kept::liveMiB));
        keptBeside = Trend.of(kept(Kept::nativeMiB));
        judge("live heap", live, Math.min(MOST_MIB_AN_HOUR, mibAnHour(MOST_LIVE_BYTES_A_PRESS)), true);
        double mostNative = Math.min(MOST_MIB_AN_HOUR, mibAnHour(MOST_NATIVE_BYTES_A_PRESS));
        judge("native memory", keptBeside, mostNative, true);
        judge("spare native memory", beside, mostNative, false);
        judge("compiled code", code, mibAnHour(MOST_NATIVE_BYTES_A_PRESS), false);
        if (range(SoakSample::files) > MOST_FILES_MORE) {
            grows.add("open files");
        }
        if (range(SoakSample::threads) > MOST_THREADS_MORE) {
            grows.add("threads");
        }
        if (samples.stream().anyMatch(each -> each.logMiB() > MOST_LOG_MIB)) {
            grows.add("log");
        }
    }

    /** Judges samples in the order of time. */
    static SoakVerdict of(List<SoakSample> samples) {
        return new SoakVerdict(samples);
    }

    private static double pressesAnHour(List<SoakSample> warm) {
        if (warm.size() < 2) {
            return 0;
        }
        SoakSample first = warm.get(0);
        SoakSample last = warm.get(warm.size() - 1);
        return (last.presses() - first.presses()) / (last.hours() - first.hours());
    }

    private List<Point> points(ToDoubleFunction<SoakSample> value) {
        return warm.stream()
                .map(each -> new Point(each.hours(), value.applyAsDouble(each)))
                .toList();
    }

    private int range(ToIntFunction<SoakSample> value) {
        return warm.stream().mapToInt(value).max().orElse(0)
                - warm.stream().mapToInt(value).min().orElse(0);
    }

    private List<Point> kept(ToDoubleFunction<Kept> value) {
        List<Point> points = new ArrayList<>();
        for (SoakSample each : warm) {
            Kept kept = each.kept();
            if (kept != null) {
                points.add(new Point(each.hours(), value.applyAsDouble(kept)));
            }
        }
        return points;
    }

    private double mibAnHour(double bytesAPress) {
        return bytesAPress * pressesAnHour / MIB;
    }

    /** @param decides whether the run is too short if chance hides growth above the bar */
    private void judge(String what, Trend trend, double bar, boolean decides) {
        if (trend.anHour() - BOUND * trend.error() > bar) {
            grows.add(what);
        } else if (decides && !(trend.anHour() + BOUND * trend.error() <= bar)) {
            undecided.add(what);
        }
    }

    /** True if nothing grows, false if something does, null if the run was too short to tell. */
    @Nullable
    Boolean steady() {
        return !grows.isEmpty() ? Boolean.FALSE : undecided.isEmpty() ? Boolean.TRUE : null;
    }

    /** What grows beyond chance. */
    List<String> grows() {
        return List.copyOf(grows);
    }

    /** What may grow or not: its error is larger than what it may grow by. */
    List<String> undecided() {
        return List.copyOf(undecided);
    }

    /** Samples after the warm-up. */
    List<SoakSample> warm() {
        return warm;
    }

    /** Resident memory, MiB; not judged. */
    Trend resident() {
        return resident;
    }

    /** Compiled code, MiB. */
    Trend code() {
        return code;
    }

    /** Resident beside code and heap, with what the C library has spare, MiB. */
    Trend beside() {
        return beside;
    }

    /** Heap after full collections, MiB. */
    Trend live() {
        return live;
    }

    /** Resident beside code and heap without what the C library had spare, MiB. */
    Trend keptBeside() {
        return keptBeside;
    }

    /** A trend in MiB an hour as bytes a press. */
    double bytesAPress(double mibAnHour) {
        return pressesAnHour == 0 ? 0 : mibAnHour * MIB / pressesAnHour;
    }
}
