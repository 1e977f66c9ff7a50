package motcua.kiosk.office;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import motcua.contract.body.Mode;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.RosterChanged;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.VisitMode;
import motcua.contract.scale.Scale;
import motcua.contract.settings.OfficeHours;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.Moment;
import motcua.kiosk.counter.ServiceSession;
import motcua.kiosk.journal.JournalFailure;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The office of this kiosk: set up here, kept in a file, each change written to the journal without its secrets. Safe for
 * any thread.
 */
public final class Office {
    private static final Logger LOG = LoggerFactory.getLogger(Office.class);
    private static final long RIGHT = -1;
    private static final String PIN_RESET = "PIN_RESET";
    private static final String TEMPORARY_ADDED = "TEMPORARY_ADDED";
    private static final String TEMPORARY_KIND = "TAM_THOI";

    private final OfficeFile file;
    private final Counters counters;
    private final Supplier<Moment> now;
    private final PinGate gate;
    private final int pinIterations;
    private volatile @Nullable OfficeData data;
    private volatile OfficeCalendar calendar;
    private volatile @Nullable String serverRefused;

    private Office(
            OfficeFile file,
            Counters counters,
            Supplier<Moment> now,
            PinGate gate,
            int pinIterations,
            @Nullable OfficeData data) {
        this.file = file;
        this.counters = counters;
        this.now = now;
        this.gate = gate;
        this.pinIterations = pinIterations;
        this.data = data;
        this.calendar = calendarOf(data);
    }

    private static OfficeCalendar calendarOf(@Nullable OfficeData data) {
        return OfficeCalendar.of(data == null ? OfficeHours.USUAL : data.hours());
    }

    /**
     * Reads the file if there is one, and writes its settings to the journal if they are not the last ones there (a crash
     * between the two, or a journal begun anew).
     *
     * @param now for the waits after wrong PINs and for clerks who are here for a day
     * @param pinIterations what hashing a new PIN costs, {@link PinHash#ITERATIONS} but in tests
     */
    public static Office open(Path file, Counters counters, Supplier<Moment> now, int pinIterations)
            throws IOException {
        OfficeFile kept = new OfficeFile(file);
        Office office = new Office(
                kept,
                counters,
                now,
                new PinGate(() -> now.get().upMs()),
                pinIterations,
                kept.read().orElse(null));
        office.record();
        office.dropPastClerks();
        return office;
    }

    /**
     * Takes a prepared office if the kiosk has none, binds the named pads and signs the named clerks in. If a crash ends it half
     * way, the next start does the rest.
     */
    public synchronized void seed(OfficeSeed seed) throws IOException {
        if (data != null && !file.isBegun()) {
            return;
        }
        file.begin(); // on the disk with the file itself, which is written next
        if (data == null) {
            try {
                save(seed.draft(), null, null, seed.pins());
            } catch (OfficeDraft.Mistake | Outdated e) {
                file.finish();
                throw new IOException("office seed: " + e.getMessage(), e);
            }
        }
        seed.pads().forEach(counters::bindPad);
        if (seed.official()) {
            counters.change(new PracticeChanged(false, "SEED"));
        }
        seed.signIn().forEach(counters::signIn);
        file.finish();
    }

    /** The office as it was set up; empty before. */
    public Optional<OfficeData> data() {
        return Optional.ofNullable(data);
    }

    /** When the office is open; the usual hours before it was set up. */
    public OfficeCalendar calendar() {
        return calendar;
    }

    /** Codes of the languages citizens may choose beside Vietnamese. */
    public List<String> languages() {
        return data().map(OfficeData::languages).orElse(OfficeData.USUAL_LANGUAGES);
    }

    /** What should be changed in the settings though it is allowed; for a person, in Vietnamese. */
    public List<String> warnings() {
        return data().map(known -> QueueCheck.warnings(known.queues())).orElse(List.of());
    }

    /** True once a technician's PIN guards the setup page. */
    public boolean guarded() {
        OfficeData known = data;
        return known != null && known.technician() != null;
    }

    /**
     * Checks and keeps the office, and writes it to the journal.
     *
     * @param technicianPin new PIN of the technician, absent keeps the one there is
     * @throws OfficeDraft.Mistake if something is filled in wrongly; then nothing changed
     */
    public synchronized void save(OfficeDraft draft, @Nullable String technicianPin)
            throws OfficeDraft.Mistake, IOException {
        try {
            save(draft, technicianPin, null);
        } catch (Outdated e) {
            throw new IllegalStateException("a draft that is based on nothing is never outdated", e);
        }
    }

    /**
     * The same for a draft that somebody filled in.
     *
     * @param basedOn version of the office the draft was made from, 0 for none; absent to overwrite any
     * @throws Outdated if the office was changed since; then nothing changed
     */
    public synchronized void save(OfficeDraft draft, @Nullable String technicianPin, @Nullable Long basedOn)
            throws OfficeDraft.Mistake, Outdated, IOException {
        save(draft, technicianPin, basedOn, Map.of());
    }

    private void save(
            OfficeDraft draft, @Nullable String technicianPin, @Nullable Long basedOn, Map<String, PinHash> pins)
            throws OfficeDraft.Mistake, Outdated, IOException {
        OfficeData known = data;
        if (basedOn != null && basedOn != (known == null ? 0 : known.version())) {
            throw new Outdated();
        }
        OfficeDraft.Checked checked = draft.check(known, pins::containsKey, counters.ownScales());
        if (technicianPin != null && !PinHash.isPin(technicianPin)) {
            throw new OfficeDraft.Mistake("Mã PIN kỹ thuật phải gồm 6 đến 12 chữ số");
        }
        List<OfficeData.Clerk> clerks = new ArrayList<>();
        for (OfficeDraft.CheckedClerk clerk : checked.clerks()) {
            OfficeData.Temporary temporary = data().flatMap(old -> old.clerk(clerk.id()))
                    .map(OfficeData.Clerk::temporary)
                    .orElse(null);
            clerks.add(new OfficeData.Clerk(
                    clerk.id(),
                    clerk.name(),
                    clerk.kind(),
                    pin(clerk, pins),
                    clerk.leader() && temporary == null,
                    temporary));
        }
        PinHash technician = technicianPin != null
                ? PinHash.of(technicianPin, pinIterations)
                : known == null ? null : known.technician();
        keep(data(checked, clerks, technician, OfficeData.LOCAL, serverVersion()));
    }

    private PinHash pin(OfficeDraft.CheckedClerk clerk, Map<String, PinHash> pins) {
        PinHash sent = pins.get(clerk.id());
        if (sent != null) {
            return sent;
        }
        String pin = clerk.newPin();
        return pin != null
                ? PinHash.of(pin, pinIterations)
                : data().flatMap(old -> old.clerk(clerk.id())).orElseThrow().pin();
    }

    /** Version of the server's settings that are in force, or were changed on the spot since; 0 for none. */
    public long serverVersion() {
        return data().map(OfficeData::serverVersion).orElse(0L);
    }

    /** Why the newest settings of the server were not taken; empty if they were, or none came. For a person, in Vietnamese. */
    public Optional<String> serverRefused() {
        return Optional.ofNullable(serverRefused);
    }

    /** Keeps in mind why settings were not taken, until others are; null forgets it. */
    void refuseServer(@Nullable String why) {
        serverRefused = why;
    }

    /**
     * Takes the server's settings in place of those set up here; clerks keep the PINs they have where the server sends none, and
     * clerks of the day stay. Those in force, or older, change nothing.
     *
     * @param pins PINs the server sends, by clerk
     * @throws OfficeDraft.Mistake if they are none an office could have; then nothing changed
     */
    synchronized void takeServer(long serverVersion, OfficeDraft draft, Map<String, PinHash> pins)
            throws OfficeDraft.Mistake, IOException {
        OfficeData known = data;
        if (known != null && serverVersion <= known.serverVersion()) {
            return;
        }
        OfficeDraft.Checked checked = draft.check(known, pins::containsKey, counters.ownScales());
        List<OfficeData.Clerk> clerks = new ArrayList<>();
        for (OfficeDraft.CheckedClerk clerk : checked.clerks()) {
            PinHash sent = pins.get(clerk.id());
            PinHash pin = sent != null
                    ? sent
                    : data().flatMap(old -> old.clerk(clerk.id())).orElseThrow().pin();
            clerks.add(new OfficeData.Clerk(clerk.id(), clerk.name(), clerk.kind(), pin, clerk.leader(), null));
        }
        clerks().stream()
                .filter(old -> old.temporary() != null)
                .filter(old -> clerks.stream().noneMatch(clerk -> clerk.id().equals(old.id())))
                .forEach(clerks::add);
        keep(data(checked, clerks, known == null ? null : known.technician(), OfficeData.SERVER, serverVersion));
        serverRefused = null;
    }

    private OfficeData data(
            OfficeDraft.Checked checked,
            List<OfficeData.Clerk> clerks,
            @Nullable PinHash technician,
            String origin,
            long serverVersion) {
        return new OfficeData(
                nextVersion(data),
                checked.office(),
                checked.counters(),
                clerks,
                checked.scale().key(),
                checked.windowMs(),
                checked.procedures(),
                technician,
                origin,
                serverVersion,
                checked.queues(),
                checked.hours(),
                checked.texts(),
                checked.voice(),
                checked.printer(),
                checked.catalogue(),
                checked.languages(),
                Scale.standard(checked.scale().key()).isPresent() ? null : checked.scale());
    }

    private long nextVersion(@Nullable OfficeData known) {
        return 1
                + Math.max(
                        known == null ? 0 : known.version(),
                        counters.settings().map(SettingsApplied::version).orElse(0L));
    }

    private void keep(OfficeData changed) throws IOException {
        file.write(changed);
        data = changed;
        calendar = calendarOf(changed);
        record();
    }

    private void record() {
        OfficeData known = data;
        if (known == null || counters.settings().equals(Optional.of(known.toRecord()))) {
            return;
        }
        Optional<SettingsApplied> before = counters.settings();
        counters.append(known.toRecord());
        for (SettingsApplied.Counter counter : known.counters()) {
            Optional<Mode> old = before.stream()
                    .flatMap(settings -> settings.counters().stream())
                    .filter(each -> each.number() == counter.number())
                    .map(SettingsApplied.Counter::mode)
                    .findFirst();
            if (!old.equals(Optional.of(counter.mode()))) {
                counters.append(new VisitMode(counter.number(), counter.mode()));
            }
        }
    }

    /**
     * Ends practice: every visit that begins from here on counts, and none that began before. Tickets of practice, also those at a
     * counter, end with it. {@code by} names who declared it.
     */
    public synchronized void startOfficially(String by) {
        counters.change(new PracticeChanged(false, Normalizer.normalize(by.strip(), Normalizer.Form.NFC)));
    }

    /** Signs the clerk in at the counter if the PIN is right. */
    public SignIn signIn(int counter, String clerk, String pin) {
        long waitMs = check(clerk, pin);
        return new SignIn(waitMs == RIGHT ? counters.signIn(counter, clerk) : null, Math.max(0, waitMs));
    }

    /** {@link #RIGHT}, or how long to wait before the next try, 0 if not at all. */
    private long check(String clerk, String pin) {
        PinHash expected = data().flatMap(known -> known.clerk(clerk))
                .filter(this::mayWork)
                .map(OfficeData.Clerk::pin)
                .orElse(null);
        String person = expected == null ? PinGate.STRANGER : "clerk:" + clerk;
        return switch (gate.check(person, expected, pin)) {
            case RIGHT -> RIGHT;
            case WRONG -> gate.waitMs(person);
            case WAIT -> Math.max(1, gate.waitMs(person));
        };
    }

    private boolean mayWork(OfficeData.Clerk clerk) {
        OfficeData.Temporary temporary = clerk.temporary();
        return temporary == null || temporary.lasts(now.get());
    }

    /** Clerks who may sign in now. */
    public List<OfficeData.Clerk> clerks() {
        return data().map(OfficeData::clerks).orElse(List.of()).stream()
                .filter(this::mayWork)
                .toList();
    }

    /**
     * The shift leader gives another clerk a new PIN, without any server.
     *
     * @param leader the clerk who does it, with that clerk's own PIN
     * @throws OfficeDraft.Mistake if who does it leads no shift, or the new PIN is none
     */
    public synchronized Led resetPin(String leader, String leadersPin, String clerk, String newPin)
            throws OfficeDraft.Mistake, IOException {
        Led refused = leads(leader, leadersPin);
        if (refused != null) {
            return refused;
        }
        OfficeData known = data().orElseThrow();
        OfficeDraft.require(known.clerk(clerk).filter(this::mayWork).isPresent(), "Không có cán bộ này");
        OfficeDraft.require(!clerk.equals(leader), "Trưởng ca không tự đặt lại mã PIN của mình");
        OfficeDraft.require(PinHash.isPin(newPin), "Mã PIN mới phải gồm 6 đến 12 chữ số");
        PinHash hash = PinHash.of(newPin, pinIterations);
        counters.append(new RosterChanged(clerk, PIN_RESET, leader)); // first: a change that nobody can see is worse
        keep(known.withClerks(
                known.version(),
                known.clerks().stream()
                        .map(each -> each.id().equals(clerk) ? each.withPin(hash) : each)
                        .toList()));
        gate.forget("clerk:" + clerk);
        return new Led(clerk, 0);
    }

    /**
     * The shift leader adds a clerk for the day, without any server.
     *
     * @param leader the clerk who does it, with that clerk's own PIN
     * @throws OfficeDraft.Mistake if who does it leads no shift, or name or PIN are none
     */
    public synchronized Led addTemporary(String leader, String leadersPin, String name, String newPin)
            throws OfficeDraft.Mistake, IOException {
        Led refused = leads(leader, leadersPin);
        if (refused != null) {
            return refused;
        }
        OfficeData known = data().orElseThrow();
        String called = OfficeDraft.name(name, "Xin nhập họ tên cán bộ");
        OfficeDraft.require(PinHash.isPin(newPin), "Mã PIN mới phải gồm 6 đến 12 chữ số");
        List<OfficeData.Clerk> clerks = new ArrayList<>(clerks());
        OfficeDraft.require(clerks.size() < OfficeDraft.MOST_CLERKS, "Nhiều nhất 64 cán bộ");
        String id = OfficeDraft.freshId(called, now.get(), known);
        clerks.add(new OfficeData.Clerk(
                id,
                called,
                TEMPORARY_KIND,
                PinHash.of(newPin, pinIterations),
                false,
                OfficeData.Temporary.from(now.get())));
        counters.append(new RosterChanged(id, TEMPORARY_ADDED, leader));
        keep(known.withClerks(nextVersion(known), clerks));
        return new Led(id, 0);
    }

    /** Null if the clerk leads the shift and the PIN is right. */
    private @Nullable Led leads(String leader, String pin) throws OfficeDraft.Mistake {
        long waitMs = check(leader, pin);
        if (waitMs != RIGHT) {
            return new Led(null, waitMs);
        }
        OfficeDraft.require(
                data().flatMap(known -> known.clerk(leader))
                        .filter(OfficeData.Clerk::leader)
                        .isPresent(),
                "Chỉ trưởng ca làm được việc này");
        return null;
    }

    /** From now on takes clerks off the list within a minute of the end of their day, on the scheduler's thread. */
    public void keepTime(ScheduledExecutorService scheduler) {
        scheduler.scheduleWithFixedDelay(this::dropWhenDue, 1, 1, TimeUnit.MINUTES);
    }

    private void dropWhenDue() {
        try {
            dropPastClerks();
        } catch (IOException | JournalFailure e) {
            LOG.warn("clerks whose day is over stay on the list for now, and cannot sign in: {}", e.getMessage());
        }
    }

    /** Takes clerks whose day is over off the list; does nothing if there are none. */
    synchronized void dropPastClerks() throws IOException {
        OfficeData known = data;
        if (known != null && clerks().size() < known.clerks().size()) {
            keep(known.withClerks(nextVersion(known), clerks()));
        }
    }

    /** The office was changed after a draft was made from it: on another page, by a shift leader or by the server. */
    public static final class Outdated extends Exception {
        private static final long serialVersionUID = 1;

        Outdated() {
            super("the office was changed since the draft was made");
        }
    }

    /** @param clerk whose entry changed; absent if the PIN was wrong or not looked at, then {@code waitMs} says when to try again */
    public record Led(@Nullable String clerk, long waitMs) {}

    /** @param session absent if the PIN was wrong or not looked at; then {@code waitMs} says when to try again */
    public record SignIn(@Nullable ServiceSession session, long waitMs) {}

    /** Checks the technician's PIN. */
    public PinGate.Result technician(String pin) {
        OfficeData known = data;
        return gate.check("technician", known == null ? null : known.technician(), pin);
    }

    /** Name of a clerk, or the id where the clerk is not on the list any more. */
    public String clerkName(String id) {
        return data().flatMap(known -> known.clerk(id))
                .map(OfficeData.Clerk::name)
                .orElse(id);
    }
}
