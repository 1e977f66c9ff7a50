package motcua.kiosk.config;

import java.util.Optional;

/**
 * How people are called aloud.
 *
 * @param device of ALSA, played on by {@code aplay}; absent: no voice
 */
public record VoiceConfig(Optional<String> device) {

    static VoiceConfig read(Keys file) throws ConfigError {
        String player = file.or("voice.player", "none");
        String device = file.or("voice.device", "default");
        if (!device.matches("[A-Za-z0-9_:,.=-]{1,64}")) {
            throw file.refused("voice.device", "write a device of ALSA, such as default or plughw:1,0");
        }
        return switch (player) {
            case "none" -> new VoiceConfig(Optional.empty());
            case "aplay" -> new VoiceConfig(Optional.of(device));
            default -> throw file.refused("voice.player", "write aplay or none");
        };
    }
}
