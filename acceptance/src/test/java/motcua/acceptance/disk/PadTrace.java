package motcua.acceptance.disk;

import java.util.List;
import java.util.OptionalLong;

/**
 * What an emulated pad showed after its last press, read from its lines; times are microseconds of the pad. Source of the patterns:
 * PROTOCOL.md: SEEN sounds, SAVING flashes for 100 ms, an invitation lights for 700 ms, RECORDED for a second.
 */
record PadTrace(long pressedUs, OptionalLong seenUs, OptionalLong savingUs, OptionalLong recordedUs) {
    private static final long SHORTEST_RECORDED_US = 900_000;
    private static final long LONGEST_FLASH_US = 150_000;

    static PadTrace afterLastPressOf(int key, List<String> lines) {
        int pressed = lines.size() - 1;
        while (!lines.get(pressed).startsWith("KEY " + key + " ")) {
            pressed--;
        }
        long at = time(lines.get(pressed));
        OptionalLong seen = OptionalLong.empty();
        OptionalLong saving = OptionalLong.empty();
        OptionalLong recorded = OptionalLong.empty();
        int lamp = key == 1 ? 2 : 1; // not the key's own, which shows SEEN
        long lit = -1;
        for (String line : lines.subList(pressed, lines.size())) {
            if (seen.isEmpty() && line.startsWith("BUZZER 1 ")) {
                seen = OptionalLong.of(time(line));
            } else if (seen.isPresent() && line.startsWith("LAMP " + lamp + " 1 ")) {
                lit = time(line);
            } else if (lit >= 0 && line.startsWith("LAMP " + lamp + " 0 ")) {
                long length = time(line) - lit;
                if (length >= SHORTEST_RECORDED_US && recorded.isEmpty()) {
                    recorded = OptionalLong.of(lit);
                } else if (length <= LONGEST_FLASH_US && saving.isEmpty() && recorded.isEmpty()) {
                    saving = OptionalLong.of(lit);
                }
                lit = -1;
            }
        }
        return new PadTrace(at, seen, saving, recorded);
    }

    /** From the moment at which the key's contact first closed. */
    long seenMs() {
        return (seenUs.getAsLong() - pressedUs) / 1_000;
    }

    private static long time(String line) {
        return Long.parseLong(line.substring(line.lastIndexOf(' ') + 1));
    }
}
