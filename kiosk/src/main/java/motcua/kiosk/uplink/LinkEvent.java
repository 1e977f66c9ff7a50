package motcua.kiosk.uplink;

/** What happens on a connection to the broker, told from the client's threads. */
sealed interface LinkEvent {
    /** A message came down. */
    record Arrived(String topic, byte[] payload) implements LinkEvent {}

    /**
     * The broker answered a publish. That promises nothing about the server.
     *
     * @param reason MQTT 5 reason code, from 128 on a refusal
     */
    record Answered(long id, int reason) implements LinkEvent {}

    /** The connection is over and will not come back. */
    record Lost(String why) implements LinkEvent {}
}
