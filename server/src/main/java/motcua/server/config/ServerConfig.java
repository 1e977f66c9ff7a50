package motcua.server.config;

import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import motcua.server.broker.BrokerConfig;
import motcua.server.mail.MailConfig;
import motcua.server.storage.DatabaseConfig;

/**
 * What is in force for one server process.
 *
 * @param data folder of the key and, by default, the database
 * @param keyFile Ed25519 key that signs what goes down to the kiosks
 * @param httpPort 0 takes a free one
 * @param mail how the digest of the morning is sent
 * @param publicUrl where browsers see the server, if a proxy stands before it; with https cookies and headers are those of HTTPS
 */
public record ServerConfig(
        Path data,
        Path keyFile,
        String httpHost,
        int httpPort,
        Optional<URI> publicUrl,
        DatabaseConfig database,
        BrokerConfig broker,
        MailConfig mail) {
    /** A server that sends no letters. */
    public ServerConfig(
            Path data,
            Path keyFile,
            String httpHost,
            int httpPort,
            Optional<URI> publicUrl,
            DatabaseConfig database,
            BrokerConfig broker) {
        this(data, keyFile, httpHost, httpPort, publicUrl, database, broker, MailConfig.NONE);
    }

    static final String DATA = "server.data";
    static final String HTTP_HOST = "http.host";
    static final String HTTP_PORT = "http.port";
    static final String HTTP_PUBLIC_URL = "http.publicUrl";
    static final String DATABASE_URL = "database.url";
    static final String DATABASE_USER = "database.user";
    static final String DATABASE_PASSWORD_FILE = "database.passwordFile";
    static final String BROKER_EMBEDDED = "broker.embedded";
    static final String BROKER_HOST = "broker.host";
    static final String BROKER_PORT = "broker.port";
    static final String BROKER_URL = "broker.url";

    static final String MAIL_HOST = "mail.host";
    static final String MAIL_PORT = "mail.port";
    static final String MAIL_TLS = "mail.tls";
    static final String MAIL_USER = "mail.user";
    static final String MAIL_PASSWORD_FILE = "mail.passwordFile";
    static final String MAIL_FROM = "mail.from";

    private static final Set<String> KEYS = Set.of(
            DATA,
            HTTP_HOST,
            HTTP_PORT,
            HTTP_PUBLIC_URL,
            DATABASE_URL,
            DATABASE_USER,
            DATABASE_PASSWORD_FILE,
            BROKER_EMBEDDED,
            BROKER_HOST,
            BROKER_PORT,
            BROKER_URL,
            MAIL_HOST,
            MAIL_PORT,
            MAIL_TLS,
            MAIL_USER,
            MAIL_PASSWORD_FILE,
            MAIL_FROM);
    private static final String LOCALHOST = "127.0.0.1";
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Reads the file and checks every key.
     *
     * @throws ConfigFault if the file cannot be read, or a key is unknown, missing or has a value it cannot have
     */
    public static ServerConfig read(Path file) throws ConfigFault {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigFault("cannot read the configuration " + file + ": " + e);
        }
        return of(properties, file);
    }

    private static ServerConfig of(Properties properties, Path file) throws ConfigFault {
        for (String key : new TreeSet<>(properties.stringPropertyNames())) {
            if (!KEYS.contains(key)) {
                throw new ConfigFault(key + ": unknown key in " + file);
            }
        }
        String data = text(properties, DATA, "");
        if (data.isEmpty()) {
            throw new ConfigFault(DATA + ": missing in " + file);
        }
        Path folder = path(DATA, data);
        return new ServerConfig(
                folder,
                folder.resolve("server.key"),
                text(properties, HTTP_HOST, LOCALHOST),
                port(properties, HTTP_PORT, "8080"),
                publicUrl(properties),
                database(properties, folder),
                broker(properties),
                mail(properties));
    }

    private static MailConfig mail(Properties properties) throws ConfigFault {
        String host = text(properties, MAIL_HOST, "");
        if (host.isEmpty()) {
            return MailConfig.NONE;
        }
        String from = text(properties, MAIL_FROM, "");
        if (!from.matches("[^@\\s<>]+@[^@\\s<>]+")) {
            throw new ConfigFault(MAIL_FROM + ": the sender's address is needed with " + MAIL_HOST
                    + (from.isEmpty() ? "" : ", not " + from));
        }
        String tls = text(properties, MAIL_TLS, "true");
        if (!Set.of("true", "false").contains(tls)) {
            throw new ConfigFault(MAIL_TLS + ": true or false, not " + tls);
        }
        String file = text(properties, MAIL_PASSWORD_FILE, "");
        String password = "";
        if (!file.isEmpty()) {
            try {
                password = Files.readString(path(MAIL_PASSWORD_FILE, file)).strip();
            } catch (IOException e) {
                throw new ConfigFault(MAIL_PASSWORD_FILE + ": cannot read " + file);
            }
        }
        return new MailConfig(
                host,
                port(properties, MAIL_PORT, "587"),
                tls.equals("true"),
                text(properties, MAIL_USER, ""),
                password,
                from);
    }

    private static Path path(String key, String text) throws ConfigFault {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new ConfigFault(key + ": is no path");
        }
    }

    private static DatabaseConfig database(Properties properties, Path folder) throws ConfigFault {
        String url = text(properties, DATABASE_URL, "jdbc:sqlite:" + folder.resolve("server.db"));
        String passwordFile = text(properties, DATABASE_PASSWORD_FILE, "");
        String password = "";
        if (!passwordFile.isEmpty()) {
            try {
                password = Files.readString(path(DATABASE_PASSWORD_FILE, passwordFile))
                        .strip();
            } catch (IOException e) {
                throw new ConfigFault(DATABASE_PASSWORD_FILE + ": cannot read " + passwordFile);
            }
        }
        try {
            return new DatabaseConfig(url, text(properties, DATABASE_USER, ""), password);
        } catch (IllegalArgumentException e) {
            throw new ConfigFault(DATABASE_URL + ": " + e.getMessage());
        }
    }

    private static Optional<URI> publicUrl(Properties properties) throws ConfigFault {
        String text = text(properties, HTTP_PUBLIC_URL, "");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            URI url = new URI(text.endsWith("/") ? text.substring(0, text.length() - 1) : text);
            if (Set.of("http", "https").contains(String.valueOf(url.getScheme()))
                    && url.getHost() != null
                    && url.getRawUserInfo() == null
                    && url.getRawPath().isEmpty()
                    && url.getRawQuery() == null
                    && url.getRawFragment() == null) {
                return Optional.of(url);
            }
        } catch (URISyntaxException e) {
            // falls through to the one message for all
        }
        throw new ConfigFault(HTTP_PUBLIC_URL + ": https://NAME or http://NAME, with :PORT if need be, not " + text);
    }

    private static BrokerConfig broker(Properties properties) throws ConfigFault {
        String embedded = text(properties, BROKER_EMBEDDED, "true");
        String url = text(properties, BROKER_URL, "");
        switch (embedded) {
            case "true" -> {
                if (!url.isEmpty()) {
                    throw new ConfigFault(BROKER_URL + ": only with " + BROKER_EMBEDDED + "=false");
                }
            }
            case "false" -> {
                if (!url.startsWith("tcp://")) {
                    throw new ConfigFault(BROKER_URL + ": tcp://HOST:PORT is needed with " + BROKER_EMBEDDED + "=false"
                            + (url.isEmpty() ? "" : ", not " + url));
                }
            }
            default -> throw new ConfigFault(BROKER_EMBEDDED + ": true or false, not " + embedded);
        }
        return new BrokerConfig(
                embedded.equals("true"),
                text(properties, BROKER_HOST, LOCALHOST),
                port(properties, BROKER_PORT, "1883"),
                url);
    }

    private static int port(Properties properties, String key, String byDefault) throws ConfigFault {
        String value = text(properties, key, byDefault);
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= HIGHEST_PORT) {
                return port;
            }
        } catch (NumberFormatException e) {
            // falls through to the one message for both
        }
        throw new ConfigFault(key + ": a port is 0 to " + HIGHEST_PORT + ", not " + value);
    }

    private static String text(Properties properties, String key, String byDefault) {
        return properties.getProperty(key, byDefault).strip();
    }

    /** What is in force, one {@code key=value} a line, without secrets. */
    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(DATA + "=" + data);
        lines.add(HTTP_HOST + "=" + httpHost);
        lines.add(HTTP_PORT + "=" + httpPort);
        lines.add(HTTP_PUBLIC_URL + "=" + publicUrl.map(URI::toString).orElse(""));
        lines.add(DATABASE_URL + "=" + database.url());
        lines.add(DATABASE_USER + "=" + database.user());
        lines.add(DATABASE_PASSWORD_FILE + "=" + (database.password().isEmpty() ? "" : "(read)"));
        lines.add(BROKER_EMBEDDED + "=" + broker.embedded());
        lines.add(BROKER_HOST + "=" + broker.host());
        lines.add(BROKER_PORT + "=" + broker.port());
        lines.add(BROKER_URL + "=" + broker.url());
        lines.add(MAIL_HOST + "=" + mail.host());
        lines.add(MAIL_PORT + "=" + mail.port());
        lines.add(MAIL_TLS + "=" + mail.tls());
        lines.add(MAIL_USER + "=" + mail.user());
        lines.add(MAIL_PASSWORD_FILE + "=" + (mail.password().isEmpty() ? "" : "(read)"));
        lines.add(MAIL_FROM + "=" + mail.from());
        return lines;
    }
}
