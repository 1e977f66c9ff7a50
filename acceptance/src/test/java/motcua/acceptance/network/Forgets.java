package motcua.acceptance.network;

/** A broker that accepts and forgets: publishes on some topics are answered as taken, and go nowhere. */
final class Forgets implements Tamper {
    private final String ending;

    /** @param ending of the topics; empty: all */
    Forgets(String ending) {
        this.ending = ending;
    }

    @Override
    public void up(byte[] packet, Sink onward, Sink back) throws InterruptedException {
        if (Packets.isAnsweredPublish(packet) && Packets.topic(packet).endsWith(ending)) {
            back.send(Packets.puback(packet));
        } else {
            onward.send(packet);
        }
    }
}
