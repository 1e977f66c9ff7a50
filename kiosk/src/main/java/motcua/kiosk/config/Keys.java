package motcua.kiosk.config;

import java.io.IOException;
import java.io.Reader;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The keys of one properties file. Each key that is asked for is known; what remains at the end is a typo. For one thread. */
final class Keys {
    private final String file;
    private final Map<String, String> values;
    private final Map<String, String> inForce = new LinkedHashMap<>();

    private Keys(String file, Map<String, String> values) {
        this.file = file;
        this.values = values;
    }

    /** @throws ConfigError if a key is there twice or an escape is wrong */
    static Keys read(Reader reader, String file) throws IOException, ConfigError {
        Once properties = new Once();
        try {
            properties.load(reader);
        } catch (IllegalArgumentException e) {
            throw new ConfigError("configuration " + file + ": " + e.getMessage() + "; write \\\\ for a backslash", e);
        }
        if (!properties.twice.isEmpty()) {
            throw new ConfigError(
                    "configuration " + file + ": " + properties.twice.get(0) + " is there twice; keep one of them");
        }
        Map<String, String> values = new LinkedHashMap<>();
        for (String name : properties.stringPropertyNames()) {
            values.put(name, properties.getProperty(name).strip());
        }
        return new Keys(file, values);
    }

    /** Remembers keys that come twice; the plain class silently takes the last. */
    private static final class Once extends Properties {
        private static final long serialVersionUID = 1L;
        private final transient List<String> twice = new ArrayList<>();

        @Override
        public synchronized @Nullable Object put(Object key, Object value) {
            Object before = super.put(key, value);
            if (before != null) {
                twice.add(String.valueOf(key));
            }
            return before;
        }

        @Override
        public synchronized boolean equals(Object other) {
            return this == other;
        }

        @Override
        public synchronized int hashCode() {
            return System.identityHashCode(this);
        }
    }

    String required(String key) throws ConfigError {
        String value = optional(key);
        if (value == null) {
            throw missing(key, "add it");
        }
        return value;
    }

    /** The value; null if the key is absent or empty. */
    @Nullable
    String optional(String key) {
        String value = values.get(key);
        if (value == null || value.isEmpty()) {
            inForce.put(key, key + " =");
            return null;
        }
        inForce.put(key, key + " = " + value);
        return value;
    }

    String or(String key, String fallback) {
        String value = optional(key);
        if (value == null) {
            inForce(key, fallback, "default");
            return fallback;
        }
        return value;
    }

    /** Says what is in force for a key, other than what the file says. */
    void inForce(String key, String value, String why) {
        inForce.put(key, value.isEmpty() ? key + " =" : key + " = " + value + "  # " + why);
    }

    List<String> inForce() {
        return List.copyOf(inForce.values());
    }

    ConfigError missing(String key, String what) {
        return new ConfigError("configuration " + file + ": " + key + " is missing; " + what);
    }

    ConfigError refused(String key, String what) {
        return new ConfigError(
                "configuration " + file + ": " + key + " = " + values.getOrDefault(key, "") + " is refused; " + what);
    }

    /** @throws ConfigError if the file has a key that nothing asked for */
    void refuseUnknown() throws ConfigError {
        for (String key : new TreeSet<>(values.keySet())) {
            if (!inForce.containsKey(key)) {
                throw new ConfigError("configuration " + file + ": " + key
                        + " is unknown; correct or remove it (known: " + String.join(", ", inForce.keySet()) + ")");
            }
        }
    }
}
