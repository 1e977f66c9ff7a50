package motcua.acceptance.network;

/** A broker that accepts and forgets: publishes on some topics are answered as taken, and go nowhere. */
final class Forgets implements Tamper {
    /** "No matching subscribers": taken, and nobody will get it. */
    static final int NOBODY_LISTENS = 0x10;

    private final String ending;
    private final int reason;

    /** @param ending of the topics; empty: all
     * @param reason of the answer, 0: success */
    Forgets(String ending, int reason) {
        this.ending = ending;
        this.reason = reason;
    }

    @Override
    public void up(byte[] packet, Sink onward, Sink back) throws InterruptedException {
        if (Packets.isAnsweredPublish(packet) && Packets.topic(packet).endsWith(ending)) {
            back.send(Packets.puback(packet, reason));
        } else {
            onward.send(packet);
        }
    }
}
