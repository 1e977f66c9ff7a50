package motcua.kiosk.counter;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.Outcome;
import motcua.contract.body.Press;
import motcua.contract.body.RecordBody;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.Visit;
import motcua.contract.body.WindowExpired;
import motcua.contract.scale.Scale;

/** One counter under a clock that only moves when told to, with the journal as a list. */
final class SteppedCounter {
    static final Scale FIVE = Scale.standard("HL5/1").orElseThrow();
    static final Scale THREE = Scale.standard("HL3A/1").orElseThrow();

    record Entry(Moment at, RecordBody body) {}

    final List<Entry> journal = new ArrayList<>();
    final Mode mode;
    Scale scale;
    CounterWindows windows;
    Moment now = new Moment("a".repeat(32), 1_000, 1_757_900_000_000L, true);
    Moment lastHeard = now;
    boolean padUp = true;
    int services;

    SteppedCounter(Mode mode, Scale scale) {
        this.mode = mode;
        this.scale = scale;
        this.windows = new CounterWindows(1, mode, scale);
        windows.device(true, true);
    }

    static SteppedCounter visits() {
        return new SteppedCounter(Mode.VISIT, FIVE);
    }

    static SteppedCounter open() {
        return new SteppedCounter(Mode.OPEN, FIVE);
    }

    SteppedCounter after(Duration time) {
        now = now.minus(-time.toMillis());
        write(windows.due(now));
        return this;
    }

    SteppedCounter afterSeconds(long seconds) {
        return after(Duration.ofSeconds(seconds));
    }

    /** The office changes its scale now. */
    SteppedCounter change(Scale to) {
        scale = to;
        windows.settings(now, mode, to);
        return this;
    }

    String finish() {
        return finish(null, 120_000);
    }

    String finish(Long serviceMs, long windowMs) {
        String id = "%016x".formatted(++services);
        write(windows.finish(now, ServiceFinished.plain(id, visit(serviceMs), windowMs)));
        return id;
    }

    Visit visit(Long serviceMs) {
        return new Visit(
                1, "mau", "%016x".formatted(7), mode, Kind.PROCEDURE, null, List.of(), scale.key(), null, serviceMs);
    }

    Press press(int key) {
        return press(key, 0L);
    }

    Press press(int key, Long ageMs) {
        return press(KeyPress.onPad(key, "1a2b3c4d", "00000001", 1L, ageMs, false, false, lastHeard));
    }

    Press pressHeld(int key) {
        return press(KeyPress.onPad(key, "1a2b3c4d", "00000001", 1L, 0L, true, false, lastHeard));
    }

    Press press(KeyPress made) {
        Press press = windows.press(now, 1, made, () -> visit(null), () -> "%016x".formatted(++services));
        write(List.of(press));
        return press;
    }

    SteppedCounter pad(boolean up) {
        padUp = up;
        windows.device(true, up);
        if (!up) {
            lastHeard = now;
        }
        return this;
    }

    SteppedCounter noDevice() {
        windows.device(false, false);
        return this;
    }

    /** Power cut: another boot after that time, with or without a clock it can believe. */
    SteppedCounter reboot(Duration off, boolean clockTrusted) {
        lastHeard = journal.isEmpty() ? now : journal.get(journal.size() - 1).at();
        now = new Moment(
                "b".repeat(32), 5_000, clockTrusted ? now.wallMs() + off.toMillis() : 1_000_000L, clockTrusted);
        rebuild();
        windows.device(true, false);
        write(windows.dueAtStart(now));
        return this;
    }

    void rebuild() {
        windows = new CounterWindows(1, mode, scale);
        windows.device(true, true);
        for (Entry entry : journal) {
            windows.apply(entry.at(), entry.body());
        }
    }

    void write(List<? extends RecordBody> bodies) {
        for (RecordBody body : bodies) {
            journal.add(new Entry(now, body));
            windows.apply(now, body);
        }
    }

    CounterView view() {
        return windows.view(now, true);
    }

    List<Outcome> outcomesOf(String service) {
        return bodies(WindowExpired.class).stream()
                .filter(expired -> expired.service().equals(service))
                .map(WindowExpired::outcome)
                .toList();
    }

    /** The level that counts for a service: the last COUNTS press, as the server sees it. */
    Integer levelOf(String service) {
        return bodies(Press.class).stream()
                .filter(press -> service.equals(press.service())
                        && press.verdict().name().equals("COUNTS"))
                .reduce((first, second) -> second)
                .map(Press::level)
                .orElse(null);
    }

    List<ServiceFinished> finished() {
        return bodies(ServiceFinished.class);
    }

    <T extends RecordBody> List<T> bodies(Class<T> type) {
        return journal.stream()
                .map(Entry::body)
                .filter(type::isInstance)
                .map(type::cast)
                .toList();
    }
}
