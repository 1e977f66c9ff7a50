package motcua.kiosk.voice;

import java.util.Locale;

/** Checks what somebody recorded, and makes of it a clip that fits the others: no silence at its ends, as loud as they. */
final class Recording {
    private static final int WINDOW = Pcm.samples(10);
    /** Kept before and after the loud part, for soft consonants. */
    private static final int MARGIN_WINDOWS = 6;
    /** Below it, in every window, nobody speaks: -40 dB of full scale. */
    private static final double SILENT = 328;
    /** Of the loudest window: what is softer at the ends is room, not speech (-30 dB). */
    private static final double ROOM = 0.032;
    /** A sample this large has lost its peak. */
    private static final int CLIPPED = 32_700;
    /** So many of a thousand of them are heard as a crackle. */
    private static final int CLIPPED_PER_1000 = 2;

    private static final long LEAST_MS = 100;
    private static final long MOST_MS = 4_000;
    /** -18 dB and -1 dB of full scale, as the clips that are shipped. */
    private static final double LOUD = 4_125;

    private static final double PEAK = 29_204;
    private static final int FADE_MS = 5;

    private Recording() {}

    /**
     * The clip in a recording.
     *
     * @throws ClipRefused if it is silent, crackles, or is too short or too long without its silence
     */
    static Pcm clip(Pcm raw) throws ClipRefused {
        int windows = raw.length() / WINDOW;
        double loudest = 0;
        for (int i = 0; i < windows; i++) {
            loudest = Math.max(loudest, loudness(raw, i));
        }
        if (loudest < SILENT) {
            throw new ClipRefused("Không nghe thấy tiếng nói. Xin kiểm tra micrô và đọc gần hơn");
        }
        double limit = Math.max(SILENT, loudest * ROOM);
        int first = 0;
        while (loudness(raw, first) < limit) {
            first++;
        }
        int last = windows - 1;
        while (loudness(raw, last) < limit) {
            last--;
        }
        Pcm speech = raw.part(first * WINDOW, Math.min(raw.length(), (last + 1) * WINDOW));
        if (speech.ms() < LEAST_MS) {
            throw new ClipRefused("Đoạn tiếng quá ngắn (" + seconds(speech) + " giây). Xin đọc lại");
        }
        if (speech.ms() > MOST_MS) {
            throw new ClipRefused(
                    "Đoạn tiếng quá dài (" + seconds(speech) + " giây, nhiều nhất 4 giây). Xin chỉ đọc đúng lời");
        }
        refuseCrackle(speech);
        int from = Math.max(0, first - MARGIN_WINDOWS) * WINDOW;
        int to = Math.min(raw.length(), (last + 1 + MARGIN_WINDOWS) * WINDOW);
        return raw.part(from, to).times(gain(speech, limit)).faded(FADE_MS);
    }

    private static void refuseCrackle(Pcm speech) throws ClipRefused {
        int clipped = 0;
        for (int i = 0; i < speech.length(); i++) {
            clipped += Math.abs(speech.at(i)) >= CLIPPED ? 1 : 0;
        }
        if (clipped * 1000L > (long) speech.length() * CLIPPED_PER_1000) {
            throw new ClipRefused("Tiếng bị rè vì quá to. Xin đọc xa micrô hơn");
        }
    }

    private static double gain(Pcm speech, double limit) {
        double squares = 0;
        int loud = 0;
        int peak = 1;
        for (int i = 0; i + WINDOW <= speech.length(); i += WINDOW) {
            double each = loudness(speech, i / WINDOW);
            if (each >= limit) {
                squares += each * each;
                loud++;
            }
        }
        for (int i = 0; i < speech.length(); i++) {
            peak = Math.max(peak, Math.abs(speech.at(i)));
        }
        return Math.min(LOUD / Math.sqrt(squares / loud), PEAK / peak);
    }

    /** Root mean square of a window. */
    private static double loudness(Pcm sound, int window) {
        double squares = 0;
        for (int i = window * WINDOW; i < (window + 1) * WINDOW; i++) {
            squares += (double) sound.at(i) * sound.at(i);
        }
        return Math.sqrt(squares / WINDOW);
    }

    private static String seconds(Pcm sound) {
        return String.format(Locale.ROOT, "%.1f", sound.ms() / 1000.0).replace('.', ',');
    }
}
