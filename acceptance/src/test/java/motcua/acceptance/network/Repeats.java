package motcua.acceptance.network;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;

/**
 * A line that delivers many publishes twice: at once, or again some packets later, out of order. The copies have identifiers of
 * their own, and their answers are kept from the client.
 */
final class Repeats implements Tamper {
    private static final int COPY = 0x8000;
    private static final int REMEMBERED = 20;

    private final RandomGenerator random;
    private final Deque<byte[]> earlier = new ArrayDeque<>();
    private final AtomicInteger all;
    private int copies;

    /** @param all counts the copies of all connections */
    Repeats(RandomGenerator random, AtomicInteger all) {
        this.random = random;
        this.all = all;
    }

    @Override
    public void up(byte[] packet, Sink onward, Sink back) throws InterruptedException {
        onward.send(packet);
        if (!Packets.isAnsweredPublish(packet)) {
            return;
        }
        earlier.add(packet);
        if (random.nextInt(3) > 0) {
            onward.send(copy(packet));
        }
        if (earlier.size() > random.nextInt(REMEMBERED)) {
            onward.send(copy(earlier.remove()));
        }
    }

    private byte[] copy(byte[] packet) {
        all.incrementAndGet();
        byte[] copy = packet.clone();
        int id = COPY | copies++ & 0x7fff;
        int at = Packets.idAt(packet);
        copy[at] = (byte) (id >> 8);
        copy[at + 1] = (byte) id;
        return copy;
    }

    @Override
    public void down(byte[] packet, Sink back) throws InterruptedException {
        boolean ofCopy =
                Packets.type(packet) == Packets.PUBACK && (Packets.number(packet, Packets.idAt(packet)) & COPY) != 0;
        if (!ofCopy) {
            back.send(packet);
        }
    }
}
