package motcua.kiosk.voice;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import motcua.contract.settings.VoiceOptions;

/**
 * What is to be heard of one call: a chime, then the sentence.
 *
 * @param sentence clips and pauses of one saying, without the chime
 */
record Announcement(List<Step> sentence) {
    /** Between the chime and the sentence, in milliseconds. */
    static final int AFTER_CHIME_MS = 250;

    /** Between two sayings of the sentence, in milliseconds (domain: 0.7 s). */
    static final int BETWEEN_SAYINGS_MS = 700;

    /** Between two clips, in milliseconds; slower than speech, so that numbers are understood in a full room. */
    static final int BETWEEN_CLIPS_MS = 70;

    static final int COMMA_MS = 220;
    static final int FULL_STOP_MS = 420;

    static final Play CHIME = new Play(ClipStore.VIETNAMESE, Pack.CHIME);

    /** One thing after another. */
    sealed interface Step permits Play, Pause {}

    /** A clip of a language's pack. */
    record Play(String language, String clip) implements Step {}

    record Pause(int ms) implements Step {}

    Announcement {
        sentence = List.copyOf(sentence);
    }

    /** The first saying, rung in by the chime. */
    List<Step> first() {
        List<Step> steps = new ArrayList<>(List.of(CHIME, new Pause(AFTER_CHIME_MS)));
        steps.addAll(sentence);
        return steps;
    }

    /** The second saying, after its gap. */
    List<Step> again() {
        List<Step> steps = new ArrayList<>(List.of(new Pause(BETWEEN_SAYINGS_MS)));
        steps.addAll(sentence);
        return steps;
    }

    /**
     * Finds the clips that say a call. A clip that the call's language has not is said in Vietnamese; if Vietnamese has
     * none of that name, the whole sentence is.
     *
     * @throws Unsayable if not even Vietnamese can say it; names what is missing
     */
    static Announcement of(Call call, ClipStore store, VoiceOptions options) throws Unsayable {
        Pack pack = store.pack(call.language());
        if (!pack.language().equals(ClipStore.VIETNAMESE)) {
            try {
                return compose(call, pack, store, options);
            } catch (Unsayable missing) {
                store.fellBack(pack.language(), String.valueOf(missing.getMessage()));
            }
        }
        return compose(call, store.pack(ClipStore.VIETNAMESE), store, options);
    }

    private static Announcement compose(Call call, Pack pack, ClipStore store, VoiceOptions options) throws Unsayable {
        Sentence sentence = Sentence.parse(
                pack.sentences().getOrDefault(call.kind(), ""),
                call.kind(),
                pack.clips().values());
        Map<String, String> names = names(pack);
        Reading reading =
                pack.reading(new NumberReading(options.zeroTens(), options.thousand(), options.fourAfterTens()));
        List<Step> steps = new ArrayList<>();
        for (Sentence.Part part : sentence.parts()) {
            if (part instanceof Sentence.Said said) {
                add(steps, clip(said.text(), names, pack, store));
            } else if (part instanceof Sentence.Rest rest) {
                pause(steps, rest.full() ? FULL_STOP_MS : COMMA_MS);
            } else if (part instanceof Sentence.Slot slot) {
                for (String word : words(slot.place(), call, reading)) {
                    if (word.equals(Sentence.COMMA)) {
                        pause(steps, COMMA_MS);
                    } else {
                        add(steps, clip(word, names, pack, store));
                    }
                }
            }
        }
        if (steps.get(steps.size() - 1) instanceof Pause) {
            steps.remove(steps.size() - 1);
        }
        return new Announcement(steps);
    }

    private static Map<String, String> names(Pack pack) {
        Map<String, String> names = new HashMap<>();
        pack.clips().forEach((name, text) -> names.put(Sentence.key(text), name));
        return names;
    }

    private static List<String> words(Sentence.Place place, Call call, Reading reading) throws Unsayable {
        return switch (place) {
            case SO -> reading.label(call.label());
            case QUAY -> reading.cardinal(call.counter());
            case N -> reading.cardinal(call.recallTimes());
        };
    }

    private static Play clip(String text, Map<String, String> names, Pack pack, ClipStore store) throws Unsayable {
        String name = names.get(Sentence.key(text));
        if (name != null) {
            if (store.has(pack.language(), name)) {
                return new Play(pack.language(), name);
            }
            if (store.has(ClipStore.VIETNAMESE, name)) {
                return new Play(ClipStore.VIETNAMESE, name);
            }
        }
        throw new Unsayable("Gói tiếng “" + pack.name() + "” chưa có đoạn tiếng “" + text + "”"
                + (name == null ? "" : " (" + name + ".wav)"));
    }

    private static void add(List<Step> steps, Play clip) {
        if (!steps.isEmpty() && steps.get(steps.size() - 1) instanceof Play) {
            steps.add(new Pause(BETWEEN_CLIPS_MS));
        }
        steps.add(clip);
    }

    private static void pause(List<Step> steps, int ms) {
        if (!steps.isEmpty() && !(steps.get(steps.size() - 1) instanceof Pause)) {
            steps.add(new Pause(ms));
        }
    }
}
