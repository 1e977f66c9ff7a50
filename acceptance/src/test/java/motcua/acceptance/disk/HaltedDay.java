package motcua.acceptance.disk;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Random;
import motcua.kiosk.journal.JournalFailure;

/** A process that lets a few things happen at an office, over a {@link FaultDisk}, and ends without closing anything. */
final class HaltedDay {
    /** As the kiosk ends when its disk failed. */
    static final int FAILED = 70;

    private static final int THINGS = 12;

    private HaltedDay() {}

    public static void main(String[] args) throws IOException {
        Path live = Path.of(args[0]).resolve("live");
        try (FileChannel promises = PowerCuts.promises(live)) {
            promises.position(promises.size());
            OfficeDay day =
                    OfficeDay.open(live.resolve("journal"), OfficeDay.morning(), new Random(Long.parseLong(args[1])));
            day.happen(THINGS, hash -> PowerCuts.promise(promises, hash));
            Runtime.getRuntime().halt(0);
        } catch (JournalFailure e) {
            Runtime.getRuntime().halt(FAILED);
        }
    }
}
