package motcua.server.mail;

/**
 * How letters are sent.
 *
 * @param host of the SMTP server; empty sends none
 * @param port of it
 * @param tls whether the connection must be encrypted (STARTTLS, or TLS from the start on port 465)
 * @param user name to sign in with; empty for none
 * @param password of it
 * @param from the sender's address
 */
public record MailConfig(String host, int port, boolean tls, String user, String password, String from) {
    /** Sends nothing. */
    public static final MailConfig NONE = new MailConfig("", 25, false, "", "", "");

    /** Whether letters are sent at all. */
    public boolean sends() {
        return !host.isEmpty();
    }

    @Override
    public String toString() {
        return host.isEmpty() ? "none" : host + ":" + port + (tls ? " (TLS)" : "");
    }
}
