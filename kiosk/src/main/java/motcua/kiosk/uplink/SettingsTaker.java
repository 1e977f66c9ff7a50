package motcua.kiosk.uplink;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import motcua.contract.json.MalformedJson;

/** Uses the settings the server sends. Called on the uplink's thread. */
public interface SettingsTaker {
    /** Of a kiosk that only keeps them. */
    SettingsTaker NONE = new SettingsTaker() {
        @Override
        public long version() {
            return 0;
        }

        @Override
        public void take(JsonNode settings) {
            // They are kept as they came, for a version that uses them.
        }

        @Override
        public void refuse(MalformedJson why) {
            // Nobody is shown what it does not use.
        }
    };

    /** Version of the server's settings in use, 0 for none. Any thread. */
    long version();

    /**
     * Takes settings whose signature is right. Those that are in use, or older, change nothing.
     *
     * @throws MalformedJson if they are refused; the message says why
     * @throws IOException if they could not be kept; they come again
     */
    void take(JsonNode settings) throws IOException;

    /** Hears that a message came where settings come that is damaged or not signed by the server; those in use stay. */
    void refuse(MalformedJson why);
}
