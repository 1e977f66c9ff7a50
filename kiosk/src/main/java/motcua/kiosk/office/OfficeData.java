package motcua.kiosk.office;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import motcua.contract.body.SettingsApplied;
import motcua.contract.scale.Scale;
import motcua.contract.settings.OfficeHours;
import motcua.contract.settings.OfficeTexts;
import motcua.contract.settings.PrinterOptions;
import motcua.contract.settings.VoiceOptions;
import motcua.kiosk.calendar.OfficeCalendar;
import motcua.kiosk.counter.Moment;
import org.jspecify.annotations.Nullable;

/**
 * Everything set up on this kiosk, as kept in {@code office.json}. With the hashes of PINs, so never shown. What an older file does
 * not have has its usual value.
 *
 * @param version rises by 1 with each change; the version of its settings-applied record
 * @param technician PIN that opens the setup page again, absent until one was chosen
 * @param origin {@code LOCAL} or {@code SERVER}: where the settings came from last
 * @param serverVersion version of the server's settings that are in force or were changed on the spot since, 0 for none
 * @param queues what tickets are taken for; empty in an office without tickets
 * @param catalogue which published list the procedures are, absent if none was given
 * @param languages codes of the languages citizens may choose beside Vietnamese, in the order of their keys
 * @param ownScale the scale itself, absent if it is one of the standard ones
 */
public record OfficeData(
        long version,
        SettingsApplied.Office office,
        List<SettingsApplied.Counter> counters,
        List<Clerk> clerks,
        String scale,
        long windowMs,
        List<Procedure> procedures,
        @Nullable PinHash technician,
        String origin,
        long serverVersion,
        List<SettingsApplied.Queue> queues,
        OfficeHours hours,
        OfficeTexts texts,
        VoiceOptions voice,
        PrinterOptions printer,
        @Nullable Catalogue catalogue,
        List<String> languages,
        @Nullable Scale ownScale) {
    static final String LOCAL = "LOCAL";
    static final String SERVER = "SERVER";
    static final List<String> USUAL_LANGUAGES = List.of("en");

    public OfficeData {
        counters = List.copyOf(counters);
        clerks = List.copyOf(clerks);
        procedures = List.copyOf(procedures);
        origin = origin == null ? LOCAL : origin;
        queues = queues == null ? List.of() : List.copyOf(queues);
        hours = hours == null ? OfficeHours.USUAL : hours;
        texts = texts == null ? OfficeTexts.NONE : texts;
        voice = voice == null ? VoiceOptions.USUAL : voice;
        printer = printer == null ? PrinterOptions.USUAL : printer;
        languages = languages == null ? USUAL_LANGUAGES : List.copyOf(languages);
    }

    /**
     * A clerk who may sign in.
     *
     * @param leader may give a new PIN to another clerk and add one for the day
     * @param temporary absent for a clerk who stays
     */
    public record Clerk(
            String id,
            String name,
            @Nullable String kind,
            PinHash pin,
            boolean leader,
            @Nullable Temporary temporary) {
        Clerk withPin(PinHash changed) {
            return new Clerk(id, name, kind, changed, leader, temporary);
        }
    }

    /**
     * When a clerk was added by the shift leader, who may sign in that day only.
     *
     * @param day the date, {@code yyyy-MM-dd}; absent if the clock was not trusted, then {@code boot} and {@code upMs} tell
     */
    public record Temporary(@Nullable String day, String boot, long upMs) {
        private static final Duration A_DAYS_WORK = Duration.ofHours(16);

        static Temporary from(Moment now) {
            String day = now.trusted()
                    ? OfficeCalendar.local(now.wallMs()).toLocalDate().toString()
                    : null;
            return new Temporary(day, now.boot(), now.upMs());
        }

        boolean lasts(Moment now) {
            return day != null && now.trusted()
                    ? day.equals(
                            OfficeCalendar.local(now.wallMs()).toLocalDate().toString())
                    : now.boot().equals(boot) && now.upMs() - upMs < A_DAYS_WORK.toMillis();
        }
    }

    /**
     * A procedure of the official list that the desk offers.
     *
     * @param field its subject field, absent where unknown
     * @param nickname short name people say, for keys and the desk's search
     * @param keywords further words it is looked for by, absent for none
     * @param common whether it has a key of its own on the first screen
     */
    public record Procedure(
            String code,
            String name,
            @Nullable String field,
            @Nullable String nickname,
            @Nullable String keywords,
            boolean common) {
        /** A procedure with nothing but what the official list says. */
        public Procedure(String code, String name, @Nullable String field) {
            this(code, name, field, null, null, false);
        }
    }

    /**
     * The published list the procedures come from.
     *
     * @param decision number of the decision that published it
     * @param date day of that decision, {@code yyyy-MM-dd}
     */
    public record Catalogue(String decision, String date) {}

    /** The subject field all these procedures share; absent if they do not, or it is unknown. */
    public @Nullable String fieldOf(List<String> codes) {
        List<String> fields = procedures.stream()
                .filter(procedure -> codes.contains(procedure.code()))
                .map(procedure -> procedure.field() == null ? "" : procedure.field())
                .distinct()
                .toList();
        return fields.size() == 1 && !fields.get(0).isEmpty() ? fields.get(0) : null;
    }

    Optional<Clerk> clerk(String id) {
        return clerks.stream().filter(clerk -> clerk.id().equals(id)).findFirst();
    }

    OfficeData withClerks(long itsVersion, List<Clerk> changed) {
        return new OfficeData(
                itsVersion,
                office,
                counters,
                changed,
                scale,
                windowMs,
                procedures,
                technician,
                origin,
                serverVersion,
                queues,
                hours,
                texts,
                voice,
                printer,
                catalogue,
                languages,
                ownScale);
    }

    /** The scale its visits are rated on; empty if only a newer program knows it. */
    Optional<Scale> ratedOn() {
        return ownScale != null && ownScale.key().equals(scale) ? Optional.of(ownScale) : Scale.standard(scale);
    }

    SettingsApplied toRecord() {
        return new SettingsApplied(
                version,
                origin,
                office,
                counters,
                clerks.stream()
                        .map(clerk -> new SettingsApplied.Clerk(clerk.id(), clerk.name(), clerk.kind()))
                        .toList(),
                scale,
                windowMs,
                queues.isEmpty() ? null : queues,
                ratedOn().orElse(null));
    }
}
