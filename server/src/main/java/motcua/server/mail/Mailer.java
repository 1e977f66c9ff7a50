package motcua.server.mail;

import jakarta.mail.Authenticator;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.PasswordAuthentication;
import jakarta.mail.SendFailedException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Date;
import java.util.Properties;
import motcua.contract.journal.Hash;

/** Sends plain-text letters over SMTP. Waits at most 20 s for each step of the server. Safe for any thread. */
public final class Mailer {
    private static final String TIMEOUT_MS = "20000";
    private static final int TLS_FROM_THE_START = 465;

    private final MailConfig config;
    private final Session session;
    private final Clock clock;

    /** Sends through this server. */
    public Mailer(MailConfig config, Clock clock) {
        this.config = config;
        this.clock = clock;
        Properties properties = new Properties();
        boolean fromTheStart = config.tls() && config.port() == TLS_FROM_THE_START;
        properties.setProperty("mail.smtp.host", config.host());
        properties.setProperty("mail.smtp.port", Integer.toString(config.port()));
        properties.setProperty("mail.smtp.connectiontimeout", TIMEOUT_MS);
        properties.setProperty("mail.smtp.timeout", TIMEOUT_MS);
        properties.setProperty("mail.smtp.writetimeout", TIMEOUT_MS);
        properties.setProperty("mail.smtp.auth", Boolean.toString(!config.user().isEmpty()));
        properties.setProperty("mail.smtp.ssl.enable", Boolean.toString(fromTheStart));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(config.tls() && !fromTheStart));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(config.tls() && !fromTheStart));
        this.session = Session.getInstance(properties, new Authenticator() {
            @Override
            protected PasswordAuthentication getPasswordAuthentication() {
                return new PasswordAuthentication(config.user(), config.password());
            }
        });
    }

    /**
     * Sends one letter.
     *
     * @param key what names the letter: one that is sent again, because nobody noted that it went, has the same Message-ID, by
     *     which mail programs know a second copy
     *
     * @throws RefusedAddress if the server does not take letters to this address
     * @throws IOException if the server cannot be reached or does not take it; it may be sent again
     */
    public void send(String key, String to, String subject, String text) throws IOException {
        try {
            MimeMessage message = new Letter(session, messageId(key));
            message.setFrom(new InternetAddress(config.from(), true));
            message.setRecipient(Message.RecipientType.TO, new InternetAddress(to, true));
            message.setSubject(subject, StandardCharsets.UTF_8.name());
            message.setText(text, StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(clock.instant()));
            message.setHeader("Auto-Submitted", "auto-generated");
            Transport.send(message);
        } catch (SendFailedException | AddressException e) {
            throw new RefusedAddress(text(e), e);
        } catch (MessagingException e) {
            throw new IOException(text(e), e);
        }
    }

    private String messageId(String key) {
        String domain = config.from().replaceAll("^.*@|>$", "");
        return "<" + Hash.ofBody(key.getBytes(StandardCharsets.UTF_8)).hex().substring(0, 32) + "@" + domain + ">";
    }

    /** A letter whose number is given, not drawn. */
    private static final class Letter extends MimeMessage {
        private final String id;

        Letter(Session session, String id) {
            super(session);
            this.id = id;
        }

        @Override
        protected void updateMessageID() throws MessagingException {
            setHeader("Message-ID", id);
        }
    }

    /** The server takes no letters to one address; others may go. */
    public static final class RefusedAddress extends IOException {
        private static final long serialVersionUID = 1L;

        RefusedAddress(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** One line without line ends of the server's. */
    private static String text(MessagingException e) {
        String text = String.valueOf(e.getMessage())
                .replaceAll("\\p{Cntrl}+", " ")
                .replaceAll("\\S+@\\S+", "…")
                .strip();
        return text.length() > 200 ? text.substring(0, 200) : text;
    }
}
