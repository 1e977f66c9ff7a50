package motcua.bridge.serial;

/** Counts bytes and keeps the newest {@link ForeignBytes#KEPT}. Used by one thread, looked at by any. */
final class ForeignTail {
    private final byte[] ring = new byte[ForeignBytes.KEPT];
    private long count;

    synchronized void add(byte[] bytes, int length) {
        for (int at = 0; at < length; at++) {
            ring[(int) (count % ring.length)] = bytes[at];
            count++;
        }
    }

    synchronized void clear() {
        count = 0;
    }

    synchronized long count() {
        return count;
    }

    synchronized ForeignBytes of(String port) {
        int kept = (int) Math.min(count, ring.length);
        byte[] last = new byte[kept];
        for (int at = 0; at < kept; at++) {
            last[at] = ring[(int) ((count - kept + at) % ring.length)];
        }
        return new ForeignBytes(port, count, last);
    }
}
