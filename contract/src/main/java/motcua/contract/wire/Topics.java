package motcua.contract.wire;

import java.util.Locale;
import java.util.Optional;
import motcua.contract.journal.RecordHeader;

/** Names of the MQTT topics, version 1: {@code motcua/v1/{kiosk}/up/…} and {@code …/down/…}. */
public final class Topics {
    public static final String ALL_UP = "motcua/v1/+/up/+";
    private static final String ROOT = "motcua/v1/";

    private Topics() {}

    /** What a kiosk publishes. */
    public enum Up {
        HELLO,
        JOURNAL,
        STATUS
    }

    /** What the server publishes to one kiosk. */
    public enum Down {
        RECEIPT,
        SETTINGS,
        COMMAND
    }

    /** A kiosk's topic taken apart. */
    public record UpTopic(String kiosk, Up kind) {}

    public static String up(String kiosk, Up kind) {
        return ROOT + checked(kiosk) + "/up/" + lower(kind);
    }

    public static String down(String kiosk, Down kind) {
        return ROOT + checked(kiosk) + "/down/" + lower(kind);
    }

    /** All that comes down to one kiosk. */
    public static String allDown(String kiosk) {
        return ROOT + checked(kiosk) + "/down/+";
    }

    /** Reads a topic; empty if it is none of ours. */
    public static Optional<UpTopic> parseUp(String topic) {
        String[] parts = topic.split("/", -1);
        if (parts.length != 5
                || !topic.startsWith(ROOT)
                || !parts[3].equals("up")
                || !RecordHeader.isKioskId(parts[2])) {
            return Optional.empty();
        }
        for (Up kind : Up.values()) {
            if (lower(kind).equals(parts[4])) {
                return Optional.of(new UpTopic(parts[2], kind));
            }
        }
        return Optional.empty();
    }

    private static String checked(String kiosk) {
        if (!RecordHeader.isKioskId(kiosk)) {
            throw new IllegalArgumentException("no kiosk id: " + kiosk);
        }
        return kiosk;
    }

    private static String lower(Enum<?> kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
