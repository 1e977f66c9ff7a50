package motcua.kiosk.config;

/** The configuration is wrong: one line that names the key and what to do. The process ends with exit code 2. */
public final class ConfigError extends Exception {
    private static final long serialVersionUID = 1L;

    ConfigError(String message) {
        super(message);
    }

    ConfigError(String message, Throwable cause) {
        super(message, cause);
    }
}
