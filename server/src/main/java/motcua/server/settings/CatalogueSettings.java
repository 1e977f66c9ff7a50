package motcua.server.settings;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.contract.settings.OfficeTexts;
import motcua.contract.wire.Settings;
import motcua.server.catalogue.CatalogueStore;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import org.jspecify.annotations.Nullable;

/**
 * Puts the server's list of procedures, with the names and marks of an office, into the settings that were published for its kiosk
 * last. All else in them stays. Safe for any thread.
 */
public final class CatalogueSettings {
    /** A kiosk refuses longer lines. */
    private static final int LONGEST_LINE = 300;

    private final SettingsStore settings;
    private final CatalogueStore lists;
    private final OrganisationStore organisation;

    /** Of this list and these settings. */
    public CatalogueSettings(SettingsStore settings, CatalogueStore lists, OrganisationStore organisation) {
        this.settings = settings;
        this.lists = lists;
        this.organisation = organisation;
    }

    /**
     * Settings with the list in them, and what that changes.
     *
     * @param settings to be published, under a version of their own
     * @param procedures how many the kiosk will have
     * @param added codes that it has not now
     * @param removed codes that it will not have
     * @param changed codes whose name, field, nickname, keywords or mark is another
     */
    public record Plan(
            ObjectNode settings, int procedures, List<String> added, List<String> removed, List<String> changed) {
        public Plan {
            added = List.copyOf(added);
            removed = List.copyOf(removed);
            changed = List.copyOf(changed);
        }

        /** Whether the kiosk's procedures are those of the list already. */
        public boolean isEmpty() {
            return added.isEmpty() && removed.isEmpty() && changed.isEmpty();
        }
    }

    /**
     * What the list of a day would change for a kiosk. Nothing is published by this.
     *
     * @throws MalformedJson if nothing was published for the kiosk yet, or no list was imported; the message says so
     */
    public Plan plan(String kiosk, LocalDate day) throws MalformedJson {
        SettingsStore.Published last = settings.newest(kiosk)
                .orElseThrow(() -> new MalformedJson(
                        "no settings were published for " + kiosk + " yet: push those of its office first", null));
        Settings.Catalogue decision =
                lists.decision().orElseThrow(() -> new MalformedJson("no list of procedures was imported yet", null));
        Settings before = JsonBinding.fromBytes(last.payload(), Settings.class);
        List<Settings.Procedure> offered = lists.offered(upwards(before.office().id(), day), day).stream()
                .map(CatalogueSettings::fitting)
                .toList();
        Map<String, Settings.Procedure> known = new LinkedHashMap<>();
        Optional.ofNullable(before.procedures()).orElse(List.of()).forEach(each -> known.put(each.code(), each));
        List<String> added = new ArrayList<>();
        List<String> changed = new ArrayList<>();
        for (Settings.Procedure each : offered) {
            Settings.Procedure old = known.remove(each.code());
            if (old == null) {
                added.add(each.code());
            } else if (!old.equals(each)) {
                changed.add(each.code());
            }
        }
        Settings after = new Settings(
                before.version(),
                before.form(),
                before.office(),
                before.counters(),
                before.clerks(),
                before.scale(),
                before.windowMs(),
                before.queues(),
                offered,
                decision.decision().isBlank() ? null : decision,
                before.hours(),
                posted(before.texts(), offered, day),
                before.voice(),
                before.printer(),
                before.languages(),
                before.ownScale());
        return new Plan(JsonBinding.toTree(after), offered.size(), added, List.copyOf(known.keySet()), changed);
    }

    /** The office and the units above it, nearest first. */
    private List<String> upwards(String office, LocalDate day) {
        OrganisationStore.Tree tree = organisation.tree(day.toString());
        List<String> units = new ArrayList<>(List.of(office));
        Optional<OrgUnit> above = tree.superior(office);
        while (above.isPresent() && !units.contains(above.get().id())) {
            units.add(above.get().id());
            above = tree.superior(above.get().id());
        }
        return units;
    }

    /** Fees and time limits as they are posted; where the office keeps its texts itself they stay as they are there. */
    private @Nullable OfficeTexts posted(@Nullable OfficeTexts texts, List<Settings.Procedure> offered, LocalDate day) {
        if (texts == null) {
            return null;
        }
        Map<String, OfficeTexts.Posted> known = new HashMap<>();
        lists.posted(day).forEach(each -> known.put(each.code(), each));
        return new OfficeTexts(
                texts.lookUpAddress(),
                texts.notices(),
                texts.slogans(),
                texts.conduct(),
                offered.stream()
                        .filter(each -> known.containsKey(each.code()))
                        .map(each -> known.get(each.code()))
                        .map(each -> new OfficeTexts.Posted(
                                each.code(),
                                each.name(),
                                line(each.fee()),
                                line(each.limit()),
                                line(each.decision()),
                                each.date()))
                        .collect(Collectors.toList()));
    }

    private static Settings.Procedure fitting(Settings.Procedure each) {
        return new Settings.Procedure(
                each.code(),
                each.name(),
                line(each.field()),
                line(each.nickname()),
                words(each.keywords()),
                each.common());
    }

    private static @Nullable String line(@Nullable String text) {
        return text == null || text.length() <= LONGEST_LINE ? text : text.substring(0, LONGEST_LINE - 1) + "…";
    }

    /** As many whole words as a line holds. */
    private static @Nullable String words(@Nullable String text) {
        if (text == null || text.length() <= LONGEST_LINE) {
            return text;
        }
        int end = text.lastIndexOf(' ', LONGEST_LINE);
        return end < 1 ? null : text.substring(0, end);
    }
}
