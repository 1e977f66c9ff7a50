package motcua.kiosk.office;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import motcua.contract.body.Mode;
import motcua.contract.body.SettingsApplied;
import motcua.contract.scale.Scale;
import motcua.kiosk.counter.CounterWindows;
import org.jspecify.annotations.Nullable;

/**
 * The office as a person filled it in, before it is checked. Ids may be absent: they are made from the names.
 *
 * @param windowMs absent = 120 000
 */
public record OfficeDraft(
        @Nullable Office office,
        @Nullable List<Counter> counters,
        @Nullable List<Clerk> clerks,
        @Nullable String scale,
        @Nullable Long windowMs,
        @Nullable List<OfficeData.Procedure> procedures) {
    private static final long USUAL_WINDOW_MS = 120_000;
    private static final int MOST_COUNTERS = 32;
    private static final int MOST_CLERKS = 64;
    private static final int LONGEST_NAME = 80;

    public record Office(@Nullable String id, @Nullable String name) {}

    public record Counter(
            int number, @Nullable String name, @Nullable String mode) {}

    /** @param pin absent keeps the PIN the clerk has */
    public record Clerk(
            @Nullable String id,
            @Nullable String name,
            @Nullable String kind,
            @Nullable String pin) {}

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
            String scale,
            long windowMs,
            List<OfficeData.Procedure> procedures) {}

    record CheckedClerk(
            String id,
            String name,
            @Nullable String kind,
            @Nullable String newPin) {}

    /** @param known the office as it is, whose clerks keep their PINs; absent if there is none yet */
    Checked check(@Nullable OfficeData known) throws Mistake {
        String name = name(office == null ? null : office.name(), "Xin nhập tên đơn vị");
        String givenId = office == null ? null : office.id();
        String id = givenId != null ? givenId : known != null ? known.office().id() : slug(name, "van-phong");
        require(id.matches("[a-z0-9-]{1,40}"), "Mã đơn vị chỉ gồm chữ thường không dấu, số và dấu gạch nối");
        long window = windowMs == null ? USUAL_WINDOW_MS : windowMs;
        require(
                window >= CounterWindows.SHORTEST.toMillis() && window <= CounterWindows.LONGEST.toMillis(),
                "Thời gian mời đánh giá từ 30 đến 300 giây");
        String scaleKey = scale == null ? "HL5/1" : scale;
        require(Scale.builtIn(scaleKey).isPresent(), "Không có thang đánh giá " + scaleKey);
        return new Checked(
                new SettingsApplied.Office(id, name),
                checkedCounters(),
                checkedClerks(known),
                scaleKey,
                window,
                procedures == null ? List.of() : procedures);
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
        require(
                mode.equals("VISIT") || mode.equals("OPEN"),
                "Quầy " + counter.number() + ": chế độ đo là “Chỉ bấm khi xong lượt” hoặc “Luôn mời đánh giá”");
        return Mode.valueOf(mode);
    }

    private List<CheckedClerk> checkedClerks(@Nullable OfficeData known) throws Mistake {
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
                    pin != null || (known != null && known.clerk(id).isPresent()),
                    "Xin đặt mã PIN cho " + name + ", từ 6 chữ số");
            checked.add(new CheckedClerk(id, name, clerk.kind(), pin));
        }
        return checked;
    }

    private static String freshId(String name, Set<String> taken, @Nullable OfficeData known) {
        String base = slug(name, "can-bo");
        String id = base;
        for (int i = 2; taken.contains(id) || (known != null && known.clerk(id).isPresent()); i++) {
            id = base + "-" + i;
        }
        return id;
    }

    private static String name(@Nullable String text, String ifMissing) throws Mistake {
        String name = text == null ? "" : Normalizer.normalize(text.strip(), Normalizer.Form.NFC);
        require(!name.isEmpty(), ifMissing);
        require(name.length() <= LONGEST_NAME, "Tên dài quá 80 ký tự: " + name);
        require(name.codePoints().noneMatch(Character::isISOControl), "Tên có ký tự không đọc được");
        return name;
    }

    private static String slug(String name, String ifEmpty) {
        String plain = Normalizer.normalize(name.toLowerCase(Locale.ROOT).replace('đ', 'd'), Normalizer.Form.NFD)
                .replaceAll("\\p{M}", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        String cut = plain.length() > 32 ? plain.substring(0, 32) : plain;
        return cut.isEmpty() ? ifEmpty : cut;
    }

    private static void require(boolean holds, String otherwise) throws Mistake {
        if (!holds) {
            throw new Mistake(otherwise);
        }
    }
}
