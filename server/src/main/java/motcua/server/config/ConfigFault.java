package motcua.server.config;

/** The configuration cannot be used. The message names the key and is one line for the technician. */
public final class ConfigFault extends Exception {
    private static final long serialVersionUID = 1L;

    public ConfigFault(String message) {
        super(message);
    }
}
