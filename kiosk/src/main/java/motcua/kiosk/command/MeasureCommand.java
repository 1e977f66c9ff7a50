package motcua.kiosk.command;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import motcua.bridge.pad.PadDisplay;
import motcua.bridge.pad.PadIdentity;
import motcua.bridge.pad.PadPress;
import motcua.bridge.pad.PadState;
import motcua.bridge.pad.RatingPad;
import motcua.bridge.pad.Shown;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.SettingsApplied;
import motcua.contract.journal.ClockTrust;
import motcua.contract.sign.SigningKey;
import motcua.kiosk.clock.KioskClock;
import motcua.kiosk.clock.SystemKioskClock;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.counter.Served;
import motcua.kiosk.journal.Journal;
import motcua.kiosk.journal.JournalConfig;
import motcua.kiosk.pads.PadDesk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Measures this machine's disk with the kiosk's own path of a press: in a journal of its own that is deleted afterwards, visits of
 * one counter are finished and rated. A press is timed from the pad driver's call to its return, when the record is durable.
 */
@Command(
        name = "measure",
        description = {
            "Measures how long a press takes until it is durable on this disk, and what a press writes.",
            "Works in a folder of its own and deletes it; a running kiosk is not touched. One JSON object a round."
        },
        mixinStandardHelpOptions = true)
public final class MeasureCommand implements Callable<Integer> {
    private static final int PAGE = 4_096;
    private static final int WRITTEN_PRESSES = 512;
    private static final double NANOS_IN_MS = 1e6;
    private static final int COUNTER = 1;
    private static final PadIdentity PAD = new PadIdentity(1, 1);
    private static final Path OWN_IO = Path.of("/proc/self/io");
    private static final JsonMapper JSON = new JsonMapper();

    @Spec
    private CommandSpec spec;

    @Option(
            names = "--folder",
            required = true,
            description = "On the disk to measure, such as the kiosk's data folder; must exist.")
    private Path folder;

    @Option(names = "--presses", defaultValue = "300", description = "In a round; ${DEFAULT-VALUE}")
    private int presses;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "After the presses that only warm up; ${DEFAULT-VALUE}")
    private int rounds;

    @Option(
            names = "--warm-up",
            defaultValue = "2000",
            description =
                    "Presses before the first round, until Java has compiled the way of a press; ${DEFAULT-VALUE}")
    private int warmUp;

    /** For picocli. */
    @SuppressWarnings("NullAway.Init") // picocli fills the options
    public MeasureCommand() {}

    @Override
    public Integer call() throws IOException {
        Path own = Files.createTempDirectory(folder, "measure-");
        KioskClock clock = SystemKioskClock.open();
        try (Journal journal = Journal.open(
                new JournalConfig(own.resolve("journal"), "measure", true, "measure"),
                SigningKey.generate(),
                clock,
                new SecureRandom())) {
            Desk desk = new Desk(journal, clock);
            desk.visits(warmUp);
            desk.measure(own, presses);
            for (int i = 0; i < rounds; i++) {
                ObjectNode round = desk.measure(own, presses);
                desk.bytesWritten(false).ifPresent(bytes -> round.put("bytesOfPress", bytes));
                desk.bytesWritten(true).ifPresent(bytes -> round.put("bytesOfVisit", bytes));
                spec.commandLine().getOut().println(round);
                spec.commandLine().getOut().flush();
            }
        } finally {
            delete(own);
        }
        return 0;
    }

    /** One counter with one pad, as the kiosk joins them. */
    private static final class Desk {
        private final KioskClock clock;
        private final Counters counters;
        private final PadDesk pads;
        private final StillPad pad = new StillPad();
        private long seq;

        Desk(Journal journal, KioskClock clock) {
            this.clock = clock;
            counters = new Counters(journal::append, journal::gen, this::now, new SecureRandom());
            counters.append(new SettingsApplied(
                    1,
                    "LOCAL",
                    new SettingsApplied.Office("measure", "measure"),
                    List.of(new SettingsApplied.Counter(COUNTER, "measure", Mode.VISIT)),
                    List.of(new SettingsApplied.Clerk("measure", "measure", null)),
                    "HL5/1",
                    120_000,
                    null));
            counters.start();
            counters.signIn(COUNTER, "measure");
            pads = new PadDesk(counters, clock::upMs);
            counters.addListener(counter -> pads.showAll());
            pads.onState(pad, pad.state());
            counters.bindPad(pad.id(), COUNTER);
        }

        private Moment now() {
            return new Moment(clock.boot(), clock.upMs(), clock.wallMs(), clock.trust() == ClockTrust.TRUSTED);
        }

        /** Presses and, by turns, appends of 4 KiB with an fsync to another file. */
        ObjectNode measure(Path own, int presses) throws IOException {
            long[] pressed = new long[presses];
            long[] synced = new long[presses];
            try (FileChannel file = FileChannel.open(
                    own.resolve("fsync"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.APPEND)) {
                for (int i = 0; i < presses; i++) {
                    finish();
                    long begin = System.nanoTime();
                    press();
                    pressed[i] = System.nanoTime() - begin;
                    begin = System.nanoTime();
                    file.write(ByteBuffer.allocate(PAGE));
                    file.force(true);
                    synced[i] = System.nanoTime() - begin;
                }
            }
            Arrays.sort(pressed);
            Arrays.sort(synced);
            return JSON.createObjectNode()
                    .put("presses", presses)
                    .put("pressMs50", ms(pressed, 50))
                    .put("pressMs99", ms(pressed, 99))
                    .put("fsyncMs50", ms(synced, 50))
                    .put("fsyncMs99", ms(synced, 99));
        }

        /** Visits with a press each, untimed. */
        void visits(int count) {
            for (int i = 0; i < count; i++) {
                finish();
                press();
            }
        }

        /**
         * What the system says this process gave to the disk for a press, with log, table and checkpoints.
         *
         * @param visits whether each press has a visit of its own, one record more
         */
        OptionalLong bytesWritten(boolean visits) throws IOException {
            Optional<Long> before = written();
            for (int i = 0; i < WRITTEN_PRESSES; i++) {
                if (visits) {
                    finish();
                }
                press();
            }
            Optional<Long> after = written();
            return before.isPresent() && after.isPresent()
                    ? OptionalLong.of((after.get() - before.get()) / WRITTEN_PRESSES)
                    : OptionalLong.empty();
        }

        private void finish() {
            counters.finish(COUNTER, Served.about(Kind.PROCEDURE, "HT", List.of("1.000656")));
        }

        private void press() {
            pads.onPress(pad, new PadPress(PAD, seq, (int) (seq % 5) + 1, OptionalLong.of(0), clock.upMs()));
            seq++;
        }
    }

    private static Optional<Long> written() throws IOException {
        if (!Files.isReadable(OWN_IO)) {
            return Optional.empty();
        }
        return Files.readAllLines(OWN_IO).stream()
                .filter(line -> line.startsWith("write_bytes: "))
                .map(line -> Long.valueOf(line.substring("write_bytes: ".length())))
                .findFirst();
    }

    private static double ms(long[] sorted, int percentile) {
        return sorted[Math.min(sorted.length - 1, sorted.length * percentile / 100)] / NANOS_IN_MS;
    }

    private static void delete(Path own) throws IOException {
        try (Stream<Path> all = Files.walk(own)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    /** A pad that is there and needs nothing. */
    private static final class StillPad implements RatingPad {
        @Override
        public String id() {
            return PAD.padIdText();
        }

        @Override
        public PadState state() {
            return new PadState(
                    id(),
                    Optional.of(PAD),
                    PadState.Connection.UP,
                    COUNTER,
                    0,
                    0,
                    false,
                    0,
                    0,
                    0,
                    Shown.CLOSED,
                    Optional.empty());
        }

        @Override
        public void show(PadDisplay display) {
            // nothing to light
        }

        @Override
        public void bindCounter(int counter) {
            // nothing to show
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
