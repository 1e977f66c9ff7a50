package motcua.kiosk.office;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import motcua.contract.body.Mode;
import motcua.contract.body.SettingsApplied;
import motcua.contract.scale.Scale;
import motcua.contract.scale.ScaleDraft;
import motcua.contract.settings.OfficeHours;
import motcua.contract.settings.OfficeTexts;
import motcua.contract.settings.PrinterOptions;
import motcua.contract.settings.VoiceOptions;
import motcua.kiosk.counter.CounterWindows;
import motcua.kiosk.counter.Moment;
import org.jspecify.annotations.Nullable;

/**
 * The office as a person filled it in, before it is checked. Ids may be absent: they are made from the names. Of what is absent
 * below {@code windowMs}, an office that is there keeps what it has; a new one gets what is usual.
 *
 * @param scale key or label of a scale that is known; absent = {@code ownScale}, or the usual one
 * @param windowMs absent = 120 000
 * @param ownScale a scale the office brings
 */
public record OfficeDraft(
        @Nullable Office office,
        @Nullable List<Counter> counters,
        @Nullable List<Clerk> clerks,
        @Nullable String scale,
        @Nullable Long windowMs,
        @Nullable List<OfficeData.Procedure> procedures,
        @Nullable List<Queue> queues,
        @Nullable OfficeHours hours,
        @Nullable OfficeTexts texts,
        @Nullable VoiceOptions voice,
        @Nullable PrinterOptions printer,
        OfficeData.@Nullable Catalogue catalogue,
        @Nullable List<String> languages,
        @Nullable ScaleDraft ownScale) {
    private static final long USUAL_WINDOW_MS = 120_000;
    private static final int MOST_COUNTERS = 32;
    private static final int LONGEST_OF_THE_DAY = 16;
    static final int MOST_CLERKS = 64;
    private static final int LONGEST_NAME = 80;

    /** An office without tickets, with the usual hours. */
    public OfficeDraft(
            @Nullable Office office,
            @Nullable List<Counter> counters,
            @Nullable List<Clerk> clerks,
            @Nullable String scale,
            @Nullable Long windowMs,
            @Nullable List<OfficeData.Procedure> procedures) {
        this(office, counters, clerks, scale, windowMs, procedures, null, null, null, null, null, null, null, null);
    }

    /** An office with a scale that is known. */
    public OfficeDraft(
            @Nullable Office office,
            @Nullable List<Counter> counters,
            @Nullable List<Clerk> clerks,
            @Nullable String scale,
            @Nullable Long windowMs,
            @Nullable List<OfficeData.Procedure> procedures,
            @Nullable List<Queue> queues,
            @Nullable OfficeHours hours,
            @Nullable OfficeTexts texts,
            @Nullable VoiceOptions voice,
            @Nullable PrinterOptions printer,
            OfficeData.@Nullable Catalogue catalogue,
            @Nullable List<String> languages) {
        this(
                office,
                counters,
                clerks,
                scale,
                windowMs,
                procedures,
                queues,
                hours,
                texts,
                voice,
                printer,
                catalogue,
                languages,
                null);
    }

    public record Office(@Nullable String id, @Nullable String name) {}

    public record Counter(
            int number, @Nullable String name, @Nullable String mode) {}

    /**
     * A person at the counters.
     *
     * @param pin absent keeps the PIN the clerk has
     * @param leader whether the clerk leads the shift
     */
    public record Clerk(
            @Nullable String id,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String pin,
            boolean leader) {
        /** A clerk who does not lead the shift. */
        public Clerk(@Nullable String id, @Nullable String name, @Nullable String kind, @Nullable String pin) {
            this(id, name, kind, pin, false);
        }
    }

    /** A queue, see {@link SettingsApplied.Queue}; {@code kind} absent = PROCEDURE. */
    public record Queue(
            @Nullable String id,
            @Nullable String letter,
            @Nullable String priorityLetter,
            @Nullable String name,
            @Nullable String kind,
            @Nullable List<Integer> counters,
            @Nullable Integer dailyLimit) {}

    /** A mistake in what was filled in; the message is for the person, in Vietnamese. */
    public static final class Mistake extends Exception {
        private static final long serialVersionUID = 1;

        Mistake(String message) {
            super(message);
        }
    }

    /** The office as it will be, with the PINs still to be hashed. */
    record Checked(
            SettingsApplied.Office office,
            List<SettingsApplied.Counter> counters,
            List<CheckedClerk> clerks,
            Scale scale,
            long windowMs,
            List<OfficeData.Procedure> procedures,
            List<SettingsApplied.Queue> queues,
            OfficeHours hours,
            OfficeTexts texts,
            VoiceOptions voice,
            PrinterOptions printer,
            OfficeData.@Nullable Catalogue catalogue,
            List<String> languages) {}

    record CheckedClerk(
            String id,
            String name,
            @Nullable String kind,
            @Nullable String newPin,
            boolean leader) {}

    /**
     * The office as it will be.
     *
     * @param known the office as it is, whose clerks keep their PINs; absent if there is none yet
     * @param hasPin whether a clerk's PIN comes from elsewhere, by id
     * @param scales scales the office has or had that are none of the standard ones
     */
    Checked check(@Nullable OfficeData known, Predicate<String> hasPin, Collection<Scale> scales) throws Mistake {
        String name = name(office == null ? null : office.name(), "Xin nhập tên đơn vị");
        String givenId = office == null ? null : office.id();
        String id = givenId != null ? givenId : known != null ? known.office().id() : slug(name, "van-phong");
        require(id.matches("[a-z0-9-]{1,40}"), "Mã đơn vị chỉ gồm chữ thường không dấu, số và dấu gạch nối");
        long window = windowMs == null ? USUAL_WINDOW_MS : windowMs;
        require(
                window >= CounterWindows.SHORTEST.toMillis() && window <= CounterWindows.LONGEST.toMillis(),
                "Thời gian mời đánh giá từ 30 đến 300 giây");
        Scale rated = ScaleChoice.of(scale, ownScale, scales);
        List<SettingsApplied.Counter> atCounters = checkedCounters();
        List<SettingsApplied.Queue> inQueues = QueueCheck.queues(
                queues != null ? queues : known == null ? List.of() : QueueCheck.asDraft(known.queues()), atCounters);
        OfficeHours open = hours != null ? hours : known == null ? OfficeHours.USUAL : known.hours();
        SettingsCheck.hours(open, inQueues);
        return new Checked(
                new SettingsApplied.Office(id, name),
                atCounters,
                checkedClerks(known, hasPin),
                rated,
                window,
                SettingsCheck.procedures(
                        procedures != null ? procedures : known == null ? List.of() : known.procedures()),
                inQueues,
                open,
                SettingsCheck.texts(texts != null ? texts : known == null ? OfficeTexts.NONE : known.texts()),
                SettingsCheck.voice(voice != null ? voice : known == null ? VoiceOptions.USUAL : known.voice()),
                SettingsCheck.printer(
                        printer != null ? printer : known == null ? PrinterOptions.USUAL : known.printer()),
                SettingsCheck.catalogue(catalogue != null ? catalogue : known == null ? null : known.catalogue()),
                SettingsCheck.languages(
                        languages != null
                                ? languages
                                : known == null ? OfficeData.USUAL_LANGUAGES : known.languages()));
    }

    private List<SettingsApplied.Counter> checkedCounters() throws Mistake {
        List<Counter> given = counters == null ? List.of() : counters;
        require(!given.isEmpty() && given.size() <= MOST_COUNTERS, "Xin nhập từ 1 đến 32 quầy");
        Set<Integer> numbers = new HashSet<>();
        List<SettingsApplied.Counter> checked = new ArrayList<>();
        for (Counter counter : given) {
            require(counter.number() >= 1 && counter.number() <= 99, "Số quầy từ 1 đến 99");
            require(numbers.add(counter.number()), "Quầy " + counter.number() + " có hai lần");
            String name = counter.name();
            String shown = name == null || name.isBlank() ? "Quầy " + counter.number() : name(name, "");
            checked.add(new SettingsApplied.Counter(counter.number(), shown, mode(counter)));
        }
        return checked;
    }

    private static Mode mode(Counter counter) throws Mistake {
        String mode = counter.mode() == null ? "VISIT" : counter.mode();
        for (Mode each : Mode.values()) {
            if (each.name().equals(mode)) {
                return each;
            }
        }
        throw new Mistake("Quầy " + counter.number()
                + ": chế độ đo là “Lấy số và gọi số”, “Chỉ bấm khi xong lượt” hoặc “Luôn mời đánh giá”");
    }

    private List<CheckedClerk> checkedClerks(@Nullable OfficeData known, Predicate<String> hasPin) throws Mistake {
        List<Clerk> given = clerks == null ? List.of() : clerks;
        require(!given.isEmpty() && given.size() <= MOST_CLERKS, "Xin nhập từ 1 đến 64 cán bộ");
        Set<String> ids = new HashSet<>();
        List<CheckedClerk> checked = new ArrayList<>();
        for (Clerk clerk : given) {
            String name = name(clerk.name(), "Xin nhập họ tên cán bộ");
            String id = clerk.id() != null && !clerk.id().isBlank() ? clerk.id() : freshId(name, ids, known);
            require(id.matches("[a-z0-9-]{1,40}"), "Mã cán bộ chỉ gồm chữ thường không dấu, số và dấu gạch nối");
            require(ids.add(id), "Cán bộ " + id + " có hai lần");
            String pin = clerk.pin() == null || clerk.pin().isBlank() ? null : clerk.pin();
            require(pin == null || PinHash.isPin(pin), "Mã PIN của " + name + " phải gồm 6 đến 12 chữ số");
            require(
                    pin != null
                            || hasPin.test(id)
                            || (known != null && known.clerk(id).isPresent()),
                    "Xin đặt mã PIN cho " + name + ", từ 6 chữ số");
            checked.add(new CheckedClerk(id, name, clerk.kind(), pin, clerk.leader()));
        }
        return checked;
    }

    /** An id that no clerk of the same name gets on another day: their figures must not mix. */
    static String freshId(String name, Moment now, OfficeData known) {
        String of = slug(name, "can-bo");
        String day = Long.toString(now.upMs(), 36) + now.boot();
        return freshId(of.substring(0, Math.min(of.length(), LONGEST_OF_THE_DAY)) + " " + day, Set.of(), known);
    }

    private static String freshId(String name, Set<String> taken, @Nullable OfficeData known) {
        String base = slug(name, "can-bo");
        String id = base;
        for (int i = 2; taken.contains(id) || (known != null && known.clerk(id).isPresent()); i++) {
            id = base + "-" + i;
        }
        return id;
    }

    /** A name as it is kept: composed, without blanks around it, at most 80 characters. */
    static String name(@Nullable String text, String ifMissing) throws Mistake {
        String name = text == null ? "" : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        require(!name.isEmpty(), ifMissing);
        require(name.length() <= LONGEST_NAME, "Tên dài quá 80 ký tự: " + name);
        require(name.codePoints().noneMatch(Character::isISOControl), "Tên có ký tự không đọc được");
        return name;
    }

    static String slug(String name, String ifEmpty) {
        String plain = Normalizer.normalize(name.toLowerCase(Locale.ROOT).replace('đ', 'd'), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String cut = plain.length() > 32 ? plain.substring(0, 32) : plain;
        return cut.isEmpty() ? ifEmpty : cut;
    }

    static void require(boolean holds, String otherwise) throws Mistake {
        if (!holds) {
            throw new Mistake(otherwise);
        }
    }
}
