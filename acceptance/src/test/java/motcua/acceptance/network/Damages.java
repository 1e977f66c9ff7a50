package motcua.acceptance.network;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** A line that spoils the body of one record, wherever in a batch it comes; everything beside it stays good. */
final class Damages implements Tamper {
    private final byte[] mark;

    /** @param seq of the record in whatever epoch */
    Damages(long seq) {
        this.mark = ("\"seq\":" + seq + ",").getBytes(StandardCharsets.US_ASCII);
    }

    @Override
    public void up(byte[] packet, Sink onward, Sink back) throws InterruptedException {
        if (Packets.isAnsweredPublish(packet) && Packets.topic(packet).endsWith("/up/journal")) {
            int at = find(packet);
            while (at >= 0 && at < packet.length && packet[at] != '\t') {
                at++;
            }
            if (at >= 0) {
                packet[at + 3] ^= 1; // a letter of the body's first name
            }
        }
        onward.send(packet);
    }

    private int find(byte[] packet) {
        for (int at = 0; at + mark.length <= packet.length; at++) {
            if (Arrays.equals(packet, at, at + mark.length, mark, 0, mark.length)) {
                return at;
            }
        }
        return -1;
    }
}
