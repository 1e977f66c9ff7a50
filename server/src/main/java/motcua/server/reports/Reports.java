package motcua.server.reports;

import com.ibm.icu.text.Collator;
import com.ibm.icu.util.ULocale;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import motcua.server.catalogue.Catalogue;
import motcua.server.language.Language;
import motcua.server.organisation.CalendarStore;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Stretch;
import motcua.server.organisation.TreeView;
import motcua.server.organisation.Units;
import motcua.server.organisation.WorkingCalendar;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.storage.Database;

/** Makes the content of reports, and says what is missing before they can be signed. Always in Vietnamese. Safe for any thread. */
public final class Reports {
    /** Days after its end by which the report of a period should have been sent. */
    public static final int DUE_DAYS = 10;

    private static final String WORDS = "words.";

    private final ReportStore store;
    private final ComputedTables computed;
    private final Arrivals arrivals;
    private final Satisfaction satisfaction;
    private final OrganisationStore organisation;
    private final CalendarStore calendars;
    private final Catalogue catalogue;
    private final Clock clock;
    private final String software;

    /** Reports of these cells; {@code version} is that of this program. */
    public Reports(
            ReportStore store,
            Satisfaction satisfaction,
            Database database,
            OrganisationStore organisation,
            Catalogue catalogue,
            Clock clock,
            String version) {
        this.store = store;
        this.computed = new ComputedTables(satisfaction, database, catalogue);
        this.arrivals = new Arrivals(satisfaction, database, clock);
        this.satisfaction = satisfaction;
        this.organisation = organisation;
        this.calendars = new CalendarStore(database);
        this.catalogue = catalogue;
        this.clock = clock;
        this.software = "Một Cửa " + version;
    }

    /** Names of fields by code, in Vietnamese order, as the list stands now. */
    Map<String, String> fields() {
        Map<String, String> byName = new TreeMap<>(Collator.getInstance(new ULocale("vi"))::compare);
        catalogue.procedures().forEach(p -> byName.put(p.fieldName(), p.fieldCode()));
        Map<String, String> fields = new LinkedHashMap<>();
        byName.forEach((name, code) -> fields.put(code, name));
        return fields;
    }

    /** A report as it is now, with what its readiness is. */
    record Made(ReportContent content, String json, String hash, Readiness readiness, Entries entries) {}

    /** Today where the offices are. */
    LocalDate today() {
        return satisfaction.today();
    }

    /** Makes a draft's content from the journal and from what was typed. */
    Made draft(ReportVersion draft, ReportPeriod period) {
        return Language.VIETNAMESE.during(() -> make(draft, period));
    }

    private Made make(ReportVersion draft, ReportPeriod period) {
        OrganisationStore.Tree tree = organisation.tree(period.to().toString());
        String unit = draft.unit();
        Optional<OrgUnit> known = tree.unit(unit);
        Units units = organisation.units();
        String name = known.map(OrgUnit::name)
                .orElseGet(() -> units.name(unit, period.to().toString()));
        // The report goes to whoever is above today, whoever was above then.
        String above = units.superior(unit, today().toString());
        String superior = above.isEmpty() ? "" : units.name(above, today().toString());
        Map<String, WorkingCalendar> byOffice = new HashMap<>();
        UnitFigures asked = computed.figures(period, reach(unit, period), Optional.empty());
        UnitFigures before =
                computed.figures(period.previous(), reach(unit, period.previous()), Optional.of(asked.realm()));
        ComputedTables.Computed figures = computed.of(
                asked,
                before,
                tree,
                (office, from, to) -> byOffice.computeIfAbsent(office, o -> calendars.calendar(tree, o))
                        .workingDays(from, to));
        Map<String, ReportStore.Entry> typed = store.entries(unit, period.key());
        Entries entries = new Entries(counts(typed), fields(), carriedOver(unit, period));
        List<ReportTable> tables = new ArrayList<>(figures.tables());
        if (tree.children(unit).stream().anyMatch(c -> !tree.isOffice(c.id()))) {
            tables.addAll(Consolidation.of(tree, unit, store.ofPeriod(period.key()), fields())
                    .tables());
        }
        EntryTable.ALL.forEach(t -> tables.add(entries.print(t)));
        List<ReportContent.TypedCell> cells = new ArrayList<>();
        typed.forEach((cell, entry) -> {
            if (!cell.startsWith(WORDS) && !entry.value().isEmpty()) {
                cells.add(
                        new ReportContent.TypedCell(cell, Long.parseLong(entry.value()), entry.author(), entry.atMs()));
            }
        });
        ReportContent content = new ReportContent(
                unit,
                name,
                superior,
                period.key(),
                period.name(),
                period.from().toString(),
                period.to().toString(),
                draft.version(),
                clock.millis(),
                software,
                figures.realm().name(),
                draft.number(),
                draft.date(),
                words(unit, name, period, typed, known, superior),
                tables,
                cells,
                List.of());
        Optional<ReportContent> earlier = store.versions(unit, period.key()).stream()
                .filter(v -> v.version() == draft.version() - 1 && !v.content().isEmpty())
                .findFirst()
                .map(v -> ContentJson.read(v.content()));
        ReportContent whole = earlier.map(
                        b -> content.withChanges(Changes.between(b.withoutAnnex(), content.withoutAnnex())))
                .orElse(content);
        String json = ContentJson.write(whole);
        return new Made(
                whole, json, ContentJson.hash(json), readiness(draft, period, whole, asked, figures, entries), entries);
    }

    /** The offices of a unit on each day of a period, as they belonged to it then. */
    private List<Stretch> reach(String unit, ReportPeriod period) {
        return organisation.stretches(unit, period.from(), period.to(), TreeView.THEN, today());
    }

    /** What a file of consolidated tables carries. */
    Stamp stamp(ReportPeriod period, List<ReportTable> tables) {
        return Stamp.of(period.key(), tables, software, clock.millis());
    }

    /** What has come or changed in computed tables since a version was signed: its addendum. */
    List<ReportContent.Change> addendum(ReportVersion signed, ReportPeriod period) {
        return Language.VIETNAMESE.during(() -> {
            ReportContent then = ContentJson.read(signed.content());
            ReportContent now = make(signed, period).content();
            return Changes.between(onlyComputed(then), onlyComputed(now)).stream()
                    .filter(c -> !c.table().equals("lời văn"))
                    .toList();
        });
    }

    private static ReportContent onlyComputed(ReportContent content) {
        List<ReportTable> tables = content.tables().stream()
                .filter(t -> t.id().matches("B[1-7].*"))
                .toList();
        return new ReportContent(
                content.unit(),
                content.unitName(),
                content.superior(),
                content.period(),
                content.periodName(),
                content.from(),
                content.to(),
                content.version(),
                content.dataAsOfMs(),
                content.software(),
                content.realm(),
                content.number(),
                content.date(),
                content.words(),
                tables,
                List.of(),
                List.of());
    }

    private static Map<String, Long> counts(Map<String, ReportStore.Entry> typed) {
        Map<String, Long> counts = new HashMap<>();
        typed.forEach((cell, entry) -> {
            if (!cell.startsWith(WORDS) && !entry.value().isEmpty()) {
                counts.put(cell, Long.parseLong(entry.value()));
            }
        });
        return counts;
    }

    /** What the report of the period before left open, by field, if it was signed. */
    private Map<String, Long> carriedOver(String unit, ReportPeriod period) {
        List<ReportVersion> before = store.versions(unit, period.previous().key());
        Map<String, Long> open = new HashMap<>();
        for (ReportVersion version : before) {
            if (!version.content().isEmpty()) {
                Map<String, Long> counts = new HashMap<>();
                ContentJson.read(version.content()).typed().forEach(c -> counts.put(c.cell(), c.value()));
                Entries entries = new Entries(counts, fields(), Map.of());
                open.clear();
                entries.rows(EntryTable.DOSSIERS)
                        .keySet()
                        .forEach(row ->
                                entries.value(EntryTable.DOSSIERS, row, "c11").ifPresent(n -> open.put(row, n)));
            }
        }
        return open;
    }

    private ReportContent.Words words(
            String unit,
            String name,
            ReportPeriod period,
            Map<String, ReportStore.Entry> typed,
            Optional<OrgUnit> known,
            String superior) {
        Map<String, ReportStore.Entry> last = lastWords(unit, period);
        boolean centre = known.map(OrgUnit::type).orElse("").equals("TRUNG_TAM");
        return new ReportContent.Words(
                word(typed, last, "body", "Ủy ban nhân dân"),
                word(typed, last, "place", name.replaceFirst("^(Xã|Phường|Đặc khu|Tỉnh|Thành phố)\\s+", "")),
                word(typed, last, "basis", name + " báo cáo kết quả như sau:"),
                word(typed, Map.of(), "shortcomings", ""),
                word(typed, last, "onBehalf", centre ? "" : "TM. ỦY BAN NHÂN DÂN"),
                word(typed, last, "post", centre ? "GIÁM ĐỐC" : "CHỦ TỊCH"),
                word(typed, last, "signer", ""),
                word(
                        typed,
                        last,
                        "recipients",
                        (superior.isEmpty() ? "" : superior + " (b/c)\n")
                                + "TT Đảng ủy, TT HĐND (b/c)\nỦy ban MTTQ (p/h)\nCông chức chuyên môn (t/h)\nLưu: VT"));
    }

    private static String word(
            Map<String, ReportStore.Entry> typed, Map<String, ReportStore.Entry> last, String name, String otherwise) {
        ReportStore.Entry entry = typed.getOrDefault(WORDS + name, last.get(WORDS + name));
        return entry == null ? otherwise : entry.value();
    }

    /** The words of the unit's latest earlier report. */
    Map<String, ReportStore.Entry> lastWords(String unit, ReportPeriod period) {
        Map<String, ReportStore.Entry> found = new HashMap<>();
        for (ReportVersion version : store.ofUnit(unit)) {
            Optional<ReportPeriod> other = ReportPeriod.ofKey(version.period());
            if (other.isPresent()
                    && other.get().to().isBefore(period.to())
                    && !version.period().equals(period.key())) {
                store.entries(unit, version.period()).forEach((cell, entry) -> {
                    if (cell.startsWith(WORDS)) {
                        found.put(cell, entry);
                    }
                });
            }
        }
        return found;
    }

    private Readiness readiness(
            ReportVersion draft,
            ReportPeriod period,
            ReportContent content,
            UnitFigures asked,
            ComputedTables.Computed figures,
            Entries entries) {
        List<Readiness.Item> items = new ArrayList<>();
        boolean closed = period.isClosed(today());
        items.add(new Readiness.Item(
                closed,
                true,
                closed ? "Kỳ đã kết thúc ngày " + Figures.day(period.to()) : "Kỳ chưa kết thúc, chưa thể gửi",
                closed ? "" : "Kỳ kết thúc ngày " + Figures.day(period.to()) + "; số liệu tạm tính.",
                ""));
        boolean numbered = !draft.number().isBlank() && !draft.date().isBlank();
        items.add(new Readiness.Item(
                numbered,
                true,
                numbered ? "Số và ký hiệu: " + draft.number() : "Nhập số, ký hiệu và ngày của văn bản",
                numbered ? "" : "Báo cáo không thể ký khi số còn trống.",
                "so"));
        boolean signer = !content.words().signer().isBlank();
        items.add(new Readiness.Item(
                signer, true, signer ? "Người ký: " + content.words().signer() : "Nhập họ tên người ký", "", "signer"));
        for (Entries.Fault fault : entries.faults()) {
            items.add(new Readiness.Item(false, true, fault.message(), "", fault.cell()));
        }
        if (entries.faults().isEmpty()) {
            items.add(new Readiness.Item(true, true, "Số nhập khớp nhau (" + entries.checks() + " phép kiểm)", "", ""));
        }
        long unapologised = entries.value(EntryTable.LATE, "", "unapologised").orElse(0);
        if (unapologised > 0) {
            items.add(new Readiness.Item(
                    false,
                    true,
                    "Giải trình " + Figures.count(unapologised) + " hồ sơ quá hạn chưa có phiếu xin lỗi",
                    "Bảng B8: quá hạn "
                            + Figures.count(entries.value(EntryTable.LATE, "", "overdue")
                                    .orElse(0)) + ", đã xin lỗi "
                            + Figures.count(entries.value(EntryTable.LATE, "", "apologised")
                                    .orElse(0))
                            + ".",
                    "B8.apologised"));
        }
        if (figures.wrong().isEmpty()) {
            items.add(new Readiness.Item(
                    true, true, "Tổng các bảng khớp số đếm (" + figures.checks() + " phép kiểm)", "", ""));
        }
        figures.wrong().forEach(w -> items.add(new Readiness.Item(false, true, "Tổng không khớp: " + w, "", "")));
        OrganisationStore.Tree tree = organisation.tree(period.to().toString());
        items.add(arrivals.item(tree, draft.unit(), asked, figures.served(), figures.late()));
        items.add(new Readiness.Item(
                !content.superior().isEmpty(),
                false,
                content.superior().isEmpty()
                        ? "Cây đơn vị chưa có cơ quan cấp trên"
                        : "Nơi nhận lấy từ cây đơn vị: " + content.superior(),
                "",
                ""));
        items.add(new Readiness.Item(true, false, "Phụ lục theo công chức (B6) tách riêng, lưu hành nội bộ", "", ""));
        return new Readiness(items);
    }
}
