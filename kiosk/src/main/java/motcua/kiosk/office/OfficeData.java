package motcua.kiosk.office;

import java.util.List;
import java.util.Optional;
import motcua.contract.body.SettingsApplied;
import org.jspecify.annotations.Nullable;

/**
 * Everything set up on this kiosk, as kept in {@code office.json}. With the hashes of PINs, so never shown.
 *
 * @param version rises by 1 with each change; the version of its settings-applied record
 * @param technician PIN that opens the setup page again, absent until one was chosen
 */
public record OfficeData(
        long version,
        SettingsApplied.Office office,
        List<SettingsApplied.Counter> counters,
        List<Clerk> clerks,
        String scale,
        long windowMs,
        List<Procedure> procedures,
        @Nullable PinHash technician) {
    public OfficeData {
        counters = List.copyOf(counters);
        clerks = List.copyOf(clerks);
        procedures = List.copyOf(procedures);
    }

    /** A clerk who may sign in. */
    public record Clerk(String id, String name, @Nullable String kind, PinHash pin) {}

    /** A procedure of the official list that the desk offers. {@code field} is its subject field, absent where unknown. */
    public record Procedure(
            String code, String name, @Nullable String field) {}

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

    SettingsApplied toRecord() {
        return new SettingsApplied(
                version,
                "LOCAL",
                office,
                counters,
                clerks.stream()
                        .map(clerk -> new SettingsApplied.Clerk(clerk.id(), clerk.name(), clerk.kind()))
                        .toList(),
                scale,
                windowMs,
                null);
    }
}
