package motcua.acceptance.network;

/** What happens to whole MQTT packets of one connection; each direction is one thread. */
interface Tamper {
    /** Lets everything pass. */
    Tamper NONE = new Tamper() {};

    /** Takes a packet further. */
    interface Sink {
        void send(byte[] packet) throws InterruptedException;
    }

    /** A packet of the client; what goes {@code back} looks to it like an answer of the broker. */
    default void up(byte[] packet, Sink onward, Sink back) throws InterruptedException {
        onward.send(packet);
    }

    /** A packet of the broker. */
    default void down(byte[] packet, Sink back) throws InterruptedException {
        back.send(packet);
    }
}
