package motcua.kiosk.config;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import motcua.contract.journal.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * What is in force for this kiosk process.
 *
 * @param id identity of the kiosk, {@code kiosk.id}
 * @param data folder of everything it keeps, {@code kiosk.data}
 * @param simulated whether its records are marked as simulated; simulated or emulated devices force it
 * @param uplink absent: the office works on its own
 * @param review where results are read, shown on {@code /demo} only; absent if nobody said
 * @param officeSeed JSON file applied when the kiosk has no office yet
 * @param inForce every key with its value, in the order of the documentation
 */
public record KioskConfig(
        String id,
        Path data,
        boolean simulated,
        HttpConfig http,
        @Nullable UplinkConfig uplink,
        PadsConfig pads,
        GpioConfig gpio,
        VoiceConfig voice,
        @Nullable URI review,
        PrinterConfig printer,
        @Nullable Path officeSeed,
        List<String> inForce) {

    private static final Duration LEAST_HELLO = Duration.ofSeconds(1);
    private static final Duration MOST_HELLO = Duration.ofHours(1);

    public KioskConfig {
        inForce = List.copyOf(inForce);
    }

    /**
     * Reads a file.
     *
     * @throws ConfigError if the file cannot be read, a key is unknown, missing or twice there, or a value is refused
     */
    public static KioskConfig load(Path file) throws ConfigError {
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            return new Reading(Keys.read(reader, file.toString())).config();
        } catch (NoSuchFileException e) {
            throw new ConfigError("configuration " + file + " does not exist; name the file with --config", e);
        } catch (CharacterCodingException e) {
            throw new ConfigError("configuration " + file + " is not UTF-8; save it as UTF-8", e);
        } catch (IOException e) {
            throw new ConfigError("configuration " + file + " cannot be read: " + e + "; check its owner and mode", e);
        }
    }

    /** Folder of the journal. */
    public Path journalFolder() {
        return data.resolve("journal");
    }

    /** File of the device key. */
    public Path deviceKeyFile() {
        return data.resolve("device.key");
    }

    /** The values of one file, checked one by one. */
    private record Reading(Keys keys) {
        KioskConfig config() throws ConfigError {
            String id = keys.required("kiosk.id");
            if (!RecordHeader.isKioskId(id)) {
                throw keys.refused("kiosk.id", "use 1 to 32 of a-z, 0-9 and -");
            }
            Path data = path("kiosk.data", keys.required("kiosk.data"));
            boolean simulated = flag("kiosk.simulated", false);
            HttpConfig http = new HttpConfig(keys.or("http.host", "127.0.0.1"), port("http.port", 8090));
            UplinkConfig uplink = uplink();
            PadsConfig pads = new PadsConfig(list("pads.ports"), list("pads.simulated"), control());
            GpioConfig gpio = GpioConfig.read(keys);
            VoiceConfig voice = VoiceConfig.read(keys);
            URI review = review(keys.optional("simulated.review"));
            PrinterConfig printer = PrinterConfig.read(keys);
            String seed = keys.optional("office.seed");
            Path officeSeed = seed == null ? null : readable("office.seed", seed);
            keys.refuseUnknown();
            boolean forced = !pads.simulated().isEmpty() || !pads.control().isEmpty() || printer.simulated();
            if (forced && !simulated) {
                keys.inForce("kiosk.simulated", "true", "forced by simulated devices");
            }
            return new KioskConfig(
                    id,
                    data,
                    simulated || forced,
                    http,
                    uplink,
                    pads,
                    gpio,
                    voice,
                    review,
                    printer,
                    officeSeed,
                    keys.inForce());
        }

        private @Nullable UplinkConfig uplink() throws ConfigError {
            String url = keys.optional("uplink.url");
            String keyFile = keys.optional("uplink.serverKey");
            Duration helloEvery = duration("uplink.helloEvery", Duration.ofMinutes(5));
            if (url == null) {
                if (keyFile != null) {
                    throw keys.missing("uplink.url", "uplink.serverKey is of no use without it");
                }
                return null;
            }
            if (keyFile == null) {
                throw keys.missing("uplink.serverKey", "name the file that holds the server's public key");
            }
            return new UplinkConfig(address(url), serverKey(keyFile), helloEvery);
        }

        private URI address(String text) throws ConfigError {
            try {
                URI uri = new URI(text);
                if ("tcp".equals(uri.getScheme()) && uri.getHost() != null && uri.getPort() > 0) {
                    return uri;
                }
            } catch (URISyntaxException e) {
                throw keys.refused("uplink.url", "write tcp://HOST:PORT");
            }
            throw keys.refused("uplink.url", "write tcp://HOST:PORT");
        }

        private @Nullable URI review(@Nullable String text) throws ConfigError {
            if (text != null && !text.matches("https?://[\\x21-\\x7e]+")) {
                throw keys.refused("simulated.review", "write http://HOST:PORT/review");
            }
            return text == null ? null : URI.create(text);
        }

        private String serverKey(String text) throws ConfigError {
            Path file = readable("uplink.serverKey", text);
            try {
                String key = Files.readString(file, StandardCharsets.US_ASCII).strip();
                if (key.matches("[0-9a-f]{64}")) {
                    return key;
                }
            } catch (IOException e) {
                throw keys.refused("uplink.serverKey", "the file is no text");
            }
            throw keys.refused(
                    "uplink.serverKey", "the file must hold 64 hexadecimal digits; copy server.key.pub of the server");
        }

        private SortedMap<Integer, Path> control() throws ConfigError {
            SortedMap<Integer, Path> control = new TreeMap<>();
            for (String each : list("simulated.padControl")) {
                int split = each.indexOf('=');
                try {
                    int counter = Integer.parseInt(each.substring(0, split));
                    if (counter < 1 || counter > 255) {
                        throw keys.refused("simulated.padControl", "counters are 1 to 255");
                    }
                    control.put(counter, path("simulated.padControl", each.substring(split + 1)));
                } catch (NumberFormatException | IndexOutOfBoundsException e) {
                    throw keys.refused("simulated.padControl", "write COUNTER=PIPE, with commas between");
                }
            }
            return control;
        }

        private List<String> list(String key) {
            List<String> parts = new ArrayList<>();
            for (String part : keys.or(key, "").split(",", -1)) {
                if (!part.isBlank()) {
                    parts.add(part.strip());
                }
            }
            return parts;
        }

        private boolean flag(String key, boolean fallback) throws ConfigError {
            String text = keys.or(key, Boolean.toString(fallback));
            return switch (text) {
                case "true" -> true;
                case "false" -> false;
                default -> throw keys.refused(key, "write true or false");
            };
        }

        private int port(String key, int fallback) throws ConfigError {
            try {
                int port = Integer.parseInt(keys.or(key, Integer.toString(fallback)));
                if (port >= 0 && port <= 65_535) {
                    return port;
                }
            } catch (NumberFormatException e) {
                throw keys.refused(key, "write a number from 0 to 65535");
            }
            throw keys.refused(key, "write a number from 0 to 65535");
        }

        private Duration duration(String key, Duration fallback) throws ConfigError {
            try {
                Duration duration = Duration.parse(keys.or(key, fallback.toString()));
                if (duration.compareTo(LEAST_HELLO) >= 0 && duration.compareTo(MOST_HELLO) <= 0) {
                    return duration;
                }
            } catch (DateTimeParseException e) {
                throw keys.refused(key, "write a duration such as PT5M");
            }
            throw keys.refused(key, "write a duration from " + LEAST_HELLO + " to " + MOST_HELLO);
        }

        private Path path(String key, String text) throws ConfigError {
            try {
                return Path.of(text);
            } catch (InvalidPathException e) {
                throw keys.refused(key, "it is no path");
            }
        }

        private Path readable(String key, String text) throws ConfigError {
            Path file = path(key, text);
            if (!Files.isRegularFile(file)) {
                throw keys.refused(key, "there is no such file");
            }
            if (!Files.isReadable(file)) {
                throw keys.refused(key, "the file may not be read; check its owner and mode");
            }
            return file;
        }
    }
}
