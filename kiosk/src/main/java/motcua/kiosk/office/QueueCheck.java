package motcua.kiosk.office;

import static motcua.kiosk.office.OfficeDraft.require;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.SettingsApplied;
import org.jspecify.annotations.Nullable;

/** What holds for the queues of an office: letters that are heard and read as one thing only, counters that are there. */
final class QueueCheck {
    /** Read as another letter or digit, or not said alike everywhere. Source: domain f.4. */
    private static final String UNUSABLE = "IOQĐSX";
    /** Heard as one another, so not both in one office. Source: domain f.4. */
    private static final List<String> CONFUSABLE = List.of("BP", "MN");

    private static final int MOST_QUEUES = 12;
    private static final int HIGHEST_LIMIT = 9_999;

    private QueueCheck() {}

    static List<SettingsApplied.Queue> queues(List<OfficeDraft.Queue> given, List<SettingsApplied.Counter> counters)
            throws OfficeDraft.Mistake {
        require(given.size() <= MOST_QUEUES, "Nhiều nhất 12 hàng lấy số");
        Map<Integer, Mode> modes = counters.stream()
                .collect(Collectors.toMap(SettingsApplied.Counter::number, SettingsApplied.Counter::mode));
        Set<String> ids = new HashSet<>();
        Set<String> letters = new HashSet<>();
        Set<Integer> called = new HashSet<>();
        List<SettingsApplied.Queue> checked = new ArrayList<>();
        for (OfficeDraft.Queue queue : given) {
            String name = OfficeDraft.name(queue.name(), "Xin nhập tên hàng lấy số");
            String id = queue.id() == null || queue.id().isBlank() ? freshId(name, ids) : queue.id();
            require(id.matches("[a-z0-9-]{1,40}"), "Mã hàng chỉ gồm chữ thường không dấu, số và dấu gạch nối");
            require(ids.add(id), "Hàng " + id + " có hai lần");
            String letter = letter(queue.letter(), name, letters);
            String priority =
                    queue.priorityLetter() == null || queue.priorityLetter().isBlank()
                            ? null
                            : letter(queue.priorityLetter(), name, letters);
            List<Integer> at = queue.counters() == null ? List.of() : queue.counters();
            require(!at.isEmpty(), "Hàng “" + name + "” chưa có quầy nào gọi");
            require(new HashSet<>(at).size() == at.size(), "Hàng “" + name + "” có một quầy hai lần");
            for (int counter : at) {
                require(modes.containsKey(counter), "Hàng “" + name + "”: không có quầy " + counter);
                require(
                        modes.get(counter) == Mode.TICKET,
                        "Hàng “" + name + "”: quầy " + counter + " không ở chế độ “Lấy số và gọi số”");
            }
            called.addAll(at);
            Integer limit = queue.dailyLimit();
            require(
                    limit == null || (limit >= 1 && limit <= HIGHEST_LIMIT),
                    "Giới hạn số trong ngày của hàng “" + name + "” từ 1 đến 9999");
            checked.add(new SettingsApplied.Queue(id, letter, priority, name, kind(queue.kind()), at, limit));
        }
        for (SettingsApplied.Counter counter : counters) {
            require(
                    counter.mode() != Mode.TICKET || called.contains(counter.number()),
                    "Quầy " + counter.number() + " ở chế độ đo “Lấy số và gọi số” nhưng chưa có hàng nào để gọi");
        }
        return checked;
    }

    /** What should be changed though it is allowed; for a person, in Vietnamese. */
    static List<String> warnings(List<SettingsApplied.Queue> queues) {
        Set<String> letters = new HashSet<>();
        for (SettingsApplied.Queue queue : queues) {
            letters.add(queue.letter());
            if (queue.priorityLetter() != null) {
                letters.add(queue.priorityLetter());
            }
        }
        return CONFUSABLE.stream()
                .filter(pair -> letters.contains(pair.substring(0, 1)) && letters.contains(pair.substring(1)))
                .map(pair -> "Chữ " + pair.charAt(0) + " và " + pair.charAt(1)
                        + " nghe dễ nhầm, nên chọn chữ khác cho một hàng")
                .toList();
    }

    static List<OfficeDraft.Queue> asDraft(List<SettingsApplied.Queue> queues) {
        return queues.stream()
                .map(each -> new OfficeDraft.Queue(
                        each.id(),
                        each.letter(),
                        each.priorityLetter(),
                        each.name(),
                        each.kind().name(),
                        each.counters(),
                        each.dailyLimit()))
                .toList();
    }

    private static String letter(@Nullable String given, String queue, Set<String> taken) throws OfficeDraft.Mistake {
        String letter = given == null ? "" : given.strip();
        require(letter.matches("[A-ZĐ]"), "Chữ đầu của hàng “" + queue + "” là một chữ in hoa không dấu, ví dụ A");
        require(!UNUSABLE.contains(letter), "Chữ " + letter + " dễ đọc nhầm, xin chọn chữ khác I, O, Q, Đ, S, X");
        require(taken.add(letter), "Chữ " + letter + " dùng cho hai dãy số");
        return letter;
    }

    private static Kind kind(@Nullable String given) throws OfficeDraft.Mistake {
        if (given == null) {
            return Kind.PROCEDURE;
        }
        for (Kind kind : Kind.values()) {
            if (kind.name().equals(given)) {
                return kind;
            }
        }
        throw new OfficeDraft.Mistake("Không có loại việc " + given);
    }

    private static String freshId(String name, Set<String> taken) {
        String base = OfficeDraft.slug(name, "hang");
        String id = base;
        for (int i = 2; taken.contains(id); i++) {
            id = base + "-" + i;
        }
        return id;
    }
}
