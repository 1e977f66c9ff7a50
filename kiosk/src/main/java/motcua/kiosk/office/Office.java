package motcua.kiosk.office;

import java.io.IOException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;
import motcua.contract.body.Mode;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.VisitMode;
import motcua.contract.settings.OfficeHours;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.counter.ServiceSession;
import org.jspecify.annotations.Nullable;

/**
 * The office of this kiosk: set up here, kept in a file, each change written to the journal without its secrets. Safe for
 * any thread.
 */
public final class Office {
    private final OfficeFile file;
    private final Counters counters;
    private final PinGate gate;
    private final int pinIterations;
    private volatile @Nullable OfficeData data;
    private volatile OfficeCalendar calendar;

    private Office(OfficeFile file, Counters counters, PinGate gate, int pinIterations, @Nullable OfficeData data) {
        this.file = file;
        this.counters = counters;
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
     * @param upMs monotonic milliseconds, for the waits after wrong PINs
     * @param pinIterations what hashing a new PIN costs, {@link PinHash#ITERATIONS} but in tests
     */
    public static Office open(Path file, Counters counters, LongSupplier upMs, int pinIterations) throws IOException {
        OfficeFile kept = new OfficeFile(file);
        Office office = new Office(
                kept, counters, new PinGate(upMs), pinIterations, kept.read().orElse(null));
        office.record();
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
                save(seed.draft(), null);
            } catch (OfficeDraft.Mistake e) {
                file.finish();
                throw new IOException("office seed: " + e.getMessage(), e);
            }
        }
        seed.pads().forEach(counters::bindPad);
        if (seed.official()) {
            counters.append(new PracticeChanged(false, "SEED"));
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
        OfficeData known = data;
        OfficeDraft.Checked checked = draft.check(known);
        if (technicianPin != null && !PinHash.isPin(technicianPin)) {
            throw new OfficeDraft.Mistake("Mã PIN kỹ thuật phải gồm 6 đến 12 chữ số");
        }
        List<OfficeData.Clerk> clerks = new ArrayList<>();
        for (OfficeDraft.CheckedClerk clerk : checked.clerks()) {
            String pin = clerk.newPin();
            PinHash hash = pin != null
                    ? PinHash.of(pin, pinIterations)
                    : data().flatMap(old -> old.clerk(clerk.id())).orElseThrow().pin();
            clerks.add(new OfficeData.Clerk(clerk.id(), clerk.name(), clerk.kind(), hash, clerk.leader(), null));
        }
        PinHash technician = technicianPin != null
                ? PinHash.of(technicianPin, pinIterations)
                : known == null ? null : known.technician();
        long version = 1
                + Math.max(
                        known == null ? 0 : known.version(),
                        counters.settings().map(SettingsApplied::version).orElse(0L));
        keep(new OfficeData(
                version,
                checked.office(),
                checked.counters(),
                clerks,
                checked.scale(),
                checked.windowMs(),
                checked.procedures(),
                technician,
                OfficeData.LOCAL,
                known == null ? 0 : known.serverVersion(),
                checked.queues(),
                checked.hours(),
                checked.texts(),
                checked.voice(),
                checked.printer(),
                checked.catalogue(),
                checked.languages()));
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

    /** Ends practice: from here on every visit counts. {@code by} names who declared it. */
    public synchronized void startOfficially(String by) {
        counters.append(new PracticeChanged(false, Normalizer.normalize(by.strip(), Normalizer.Form.NFC)));
    }

    /** Signs the clerk in at the counter if the PIN is right. */
    public SignIn signIn(int counter, String clerk, String pin) {
        OfficeData known = data;
        PinHash expected = known == null
                ? null
                : known.clerk(clerk).map(OfficeData.Clerk::pin).orElse(null);
        String person = expected == null ? PinGate.STRANGER : "clerk:" + clerk;
        return switch (gate.check(person, expected, pin)) {
            case RIGHT -> new SignIn(counters.signIn(counter, clerk), 0);
            case WRONG -> new SignIn(null, gate.waitMs(person));
            case WAIT -> new SignIn(null, Math.max(1, gate.waitMs(person)));
        };
    }

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
