package motcua.acceptance.clock;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.SplittableRandom;

/**
 * A Pi as far as time goes: a crystal per boot that is off by up to 200 ppm, a system clock that anyone may set, network time that
 * comes and goes, and perhaps a clock with a battery. It alone knows the true time. For one thread.
 */
final class DriftingMachine {
    private static final double WORST = 199.5e-6;
    private static final long YEAR_2000_MS = 946_684_800_000L;

    private final SplittableRandom random;
    private final boolean hasBattery;
    private final double batteryDrift;
    private long trueMs;
    private int boots;
    private double crystal;
    private long bootedMs;
    private double wallAheadMs;
    private boolean network;
    private long networkErrorMs;
    private double batteryMs;

    DriftingMachine(SplittableRandom random, long startMs) {
        this.random = random;
        trueMs = startMs;
        hasBattery = random.nextBoolean();
        batteryDrift = 1 + drift();
        batteryMs = switch (random.nextInt(3)) {
            case 0 -> YEAR_2000_MS;
            case 1 -> startMs + 7 * 3_600_000; // set to local time
            default -> startMs + random.nextInt(-2_000, 2_000);
        };
        boot();
    }

    private double drift() {
        return (random.nextDouble() * 2 - 1) * WORST;
    }

    long trueMs() {
        return trueMs;
    }

    String boot(int number) {
        return String.format(Locale.ROOT, "%032x", number);
    }

    String bootId() {
        return boot(boots);
    }

    void pass(long ms) {
        trueMs += ms;
        batteryMs += ms * batteryDrift;
        if (network) {
            batteryMs = random.nextInt(3) == 0 ? wallMs() : batteryMs; // the kernel sets it from network time
        }
    }

    /** What the crystal counted since the boot, in nanoseconds. */
    long nanos() {
        return Math.round((trueMs - bootedMs) * crystal * 1e6);
    }

    /** Uptime as the kernel tells it, cut to 10 ms. */
    long uptimeMs() {
        return nanos() / 10_000_000 * 10;
    }

    private long wallMs() {
        return network
                ? trueMs + random.nextLong(-networkErrorMs, networkErrorMs + 1)
                : Math.round(bootedMs + wallAheadMs + (trueMs - bootedMs) * crystal);
    }

    /** The system's clock. */
    Clock wall() {
        return new Clock() {
            @Override
            public ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return Instant.ofEpochMilli(wallMs());
            }
        };
    }

    OptionalLong networkErrorMs() {
        return network ? OptionalLong.of(networkErrorMs) : OptionalLong.empty();
    }

    OptionalLong batteryMs() {
        return hasBattery ? OptionalLong.of((long) batteryMs / 1_000 * 1_000) : OptionalLong.empty();
    }

    void networkComes() {
        network = true;
        networkErrorMs = 1 + random.nextLong(random.nextInt(4) == 0 ? 5_000 : 100);
    }

    void networkGoes() {
        long wall = wallMs();
        if (network) {
            step(wall - Math.round(bootedMs + wallAheadMs + (trueMs - bootedMs) * crystal));
        }
        network = false;
    }

    /** Somebody or something sets the system's clock; it is synchronised no more. */
    void step(long ms) {
        network = false;
        wallAheadMs += ms;
    }

    /** Off for a while, then another boot, without network; the system's clock says whatever it says. */
    void reboot(long offMs) {
        network = false;
        pass(offMs);
        if (random.nextInt(10) == 0) {
            batteryMs = YEAR_2000_MS + random.nextInt(1_000_000); // the battery was empty
        }
        boot();
    }

    private void boot() {
        boots++;
        bootedMs = trueMs;
        crystal = 1 + drift();
        wallAheadMs = switch (random.nextInt(4)) {
            case 0 -> -bootedMs; // 1970
            case 1 -> -random.nextLong(40L * 86_400_000); // where it was when the power went
            case 2 -> hasBattery ? batteryMs - bootedMs : -bootedMs;
            default -> random.nextLong(-20L * 365 * 86_400_000, 20L * 365 * 86_400_000);
        };
        pass(random.nextLong(1_000, 60_000));
    }
}
