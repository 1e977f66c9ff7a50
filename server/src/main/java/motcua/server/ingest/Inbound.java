package motcua.server.ingest;

import java.util.List;
import motcua.contract.wire.Hello;
import motcua.server.counting.ReadRecord;
import org.jspecify.annotations.Nullable;

/** A message from a kiosk, taken apart and checked as far as it can be without the database. */
public sealed interface Inbound {
    /** The kiosk of the topic. */
    String kiosk();

    /**
     * Records of a journal, and lines that are none.
     *
     * @param records that could be read, in the order they came
     * @param refused lines that could not
     * @param claim what the message said it holds, null if it did not say or said nonsense
     */
    record Journal(
            String kiosk,
            List<ReadRecord> records,
            List<RefusedLine> refused,
            @Nullable Claim claim) implements Inbound {
        public Journal {
            records = List.copyOf(records);
            refused = List.copyOf(refused);
        }
    }

    /** A line that is no record, and why. */
    record RefusedLine(byte[] raw, String why) {}

    /** The user properties of a batch: epoch, first and last seq. */
    record Claim(String epoch, long first, long last) {}

    /** @param redelivered whether the broker marked it as sent before: it may be older than what is stored */
    record Greeting(String kiosk, Hello hello, boolean redelivered) implements Inbound {}

    /** A status message, its bytes as they came. */
    record StatusReport(String kiosk, byte[] json) implements Inbound {}

    /** A message that is none of the above: kept raw. */
    record Malformed(String kiosk, byte[] raw, String why) implements Inbound {}

    /** A message above the agreed size: refused whole, neither kept nor receipted; the kiosk halves it. */
    record Oversize(String kiosk, long bytes, String why) implements Inbound {}
}
