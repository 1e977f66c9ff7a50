package motcua.server.reports;

import static motcua.server.language.Language.say;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.http.NotFoundResponse;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.access.Session;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.review.Frame;

/** The pages of reports, their files, and the steps of their way. */
public final class ReportRoutes {
    private static final Role[] READERS = {Role.OBSERVER, Role.REVIEWER, Role.LEADER, Role.AUDITOR};

    /** A scanned report of some dozen pages has a few megabytes. */
    /** Of a signed report as a scan, in bytes. */
    public static final long LARGEST_PDF_BYTES = 20L * 1024 * 1024;

    private static final int LONGEST_WORDS = 8_000;
    private static final long LARGEST_COUNT = 1_000_000_000L;
    private static final Pattern DIGITS = Pattern.compile("\\d{1,3}(?:\\.\\d{3})+|\\d{1,10}");
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");
    private static final byte[] PDF_MAGIC = "%PDF-".getBytes(StandardCharsets.US_ASCII);
    private static final List<String> WORDS =
            List.of("body", "place", "basis", "shortcomings", "onBehalf", "post", "signer", "recipients");

    private final Reports reports;
    private final ReportStore store;
    private final OrganisationStore organisation;
    private final AccessLogStore log;
    private final Frame frame;
    private final Clock clock;

    /** Pages of these reports. */
    public ReportRoutes(
            Reports reports,
            ReportStore store,
            OrganisationStore organisation,
            AccessLogStore log,
            Frame frame,
            Clock clock) {
        this.reports = reports;
        this.store = store;
        this.organisation = organisation;
        this.log = log;
        this.frame = frame;
        this.clock = clock;
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get("/reports", this::list, READERS);
        routes.get("/reports/view", this::view, READERS);
        routes.get("/reports/addendum", this::addendum, READERS);
        routes.get("/reports/file", this::file, READERS);
        routes.get("/reports/consolidation", this::consolidation, READERS);
        routes.get("/reports/edit", this::edit, Role.LEADER);
        routes.post("/reports/open", this::open, Role.LEADER);
        routes.post("/reports/edit", this::change, Role.LEADER);
        routes.post("/reports/sign", this::sign, Role.LEADER);
        routes.post("/reports/upload", this::upload, Role.LEADER);
        routes.post("/reports/submit", this::submit, Role.LEADER);
        routes.post("/reports/answer", this::answer, Role.REVIEWER, Role.LEADER);
        routes.post("/reports/remind", this::remind, Role.REVIEWER, Role.LEADER);
    }

    /** What one request is about. */
    record Asked(Session session, Scope scope, String unit, String unitName, ReportPeriod period) {
        Account account() {
            return session.account();
        }

        /** Whether the person answers for this unit: may write and sign its report. */
        boolean own() {
            return account().role() == Role.LEADER && headed().equals(unit);
        }

        /** Whether the person stands above this unit: nobody receives what the own unit sends. */
        boolean above() {
            return above(unit);
        }

        /** Whether the person stands above a unit. */
        boolean above(String other) {
            return switch (account().role()) {
                case LEADER -> !headed().equals(other) && scope.covers(other);
                case REVIEWER -> !account().unit().equals(other) && scope.covers(other);
                default -> false;
            };
        }

        /** The unit that a head is the head of; whoever heads everything heads what stands at its top, if that is one unit. */
        private String headed() {
            List<OrgUnit> tops = account().unit().isEmpty() ? scope.tree().children("") : List.of();
            return tops.size() == 1 ? tops.get(0).id() : account().unit();
        }

        String query() {
            return "dv=" + URLEncoder.encode(unit, StandardCharsets.UTF_8) + "&ky=" + period.key();
        }
    }

    private Asked asked(Context ctx) {
        return asked(ctx, param(ctx, "dv"), param(ctx, "ky"));
    }

    private Asked asked(Context ctx, String unitAsked, String key) {
        LocalDate today = reports.today();
        Scope scope = Scope.of(ctx, organisation.tree(today.toString()));
        String unit = scope.unit(unitAsked);
        if (unit.isEmpty()) {
            List<OrgUnit> under = scope.tree().under("");
            unit = under.isEmpty() ? "" : under.get(0).id();
        }
        String name = scope.tree().unit(unit).map(OrgUnit::name).orElse(unit);
        return new Asked(Gate.required(ctx), scope, unit, name, period(ctx, key, today));
    }

    private static ReportPeriod period(Context ctx, String key, LocalDate today) {
        if (key.equals("khac")) {
            try {
                return ReportPeriod.ofDays(day(param(ctx, "tu"), "Từ ngày"), day(param(ctx, "den"), "Đến ngày"));
            } catch (InvalidInput e) {
                throw new BadRequestResponse(String.valueOf(e.getMessage()));
            }
        }
        if (key.isEmpty()) {
            return ReportPeriod.usual(today);
        }
        return ReportPeriod.ofKey(key)
                .orElseThrow(() -> new BadRequestResponse(
                        say("Ô “Kỳ báo cáo”: không có kỳ " + key, "Field “Period”: there is no period " + key)));
    }

    /** A day as people or browsers write it. */
    private static LocalDate day(String text, String field) {
        try {
            return text.contains("/") ? LocalDate.parse(text.strip(), DAY) : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new InvalidInput("Ô “" + field + "”: cần ngày viết như 31/12/2026"
                    + (text.isBlank() ? "." : ", không phải " + text + "."));
        }
    }

    private void list(Context ctx) {
        Asked asked = asked(ctx);
        List<ReportVersion> ofPeriod = store.ofPeriod(asked.period().key());
        Consolidation below = Consolidation.of(asked.scope().tree(), asked.unit(), ofPeriod, reports.fields());
        ctx.html(new ReportListPage(
                        asked,
                        store.ofUnit(asked.unit()),
                        below,
                        store.reminders(asked.period().key()),
                        reports.today())
                .in(frame.page(say("Báo cáo", "Reports"), "/reports", asked.session())));
    }

    private void view(Context ctx) {
        show(ctx, asked(ctx), Optional.empty());
    }

    private void show(Context ctx, Asked asked, Optional<String> refused) {
        List<ReportVersion> versions =
                store.versions(asked.unit(), asked.period().key());
        if (versions.isEmpty()) {
            ctx.redirect("/reports?" + asked.query(), HttpStatus.SEE_OTHER);
            return;
        }
        ReportVersion version = version(ctx, versions);
        ReportPage page =
                new ReportPage(asked, versions, version, made(version, asked.period()), clock.millis(), refused);
        ctx.html(page.in(frame.page(say("Báo cáo ", "Report, ") + asked.period().name(), "/reports", asked.session())));
    }

    private static ReportVersion version(Context ctx, List<ReportVersion> versions) {
        String wanted = param(ctx, "ban");
        return versions.stream()
                .filter(v -> wanted.equals(Integer.toString(v.version())))
                .findFirst()
                .orElse(versions.get(versions.size() - 1));
    }

    /** What a version says: as signed, or as it is now. */
    private Reports.Made made(ReportVersion version, ReportPeriod period) {
        if (version.state() == ReportState.DRAFT) {
            return reports.draft(version, period);
        }
        return new Reports.Made(
                ContentJson.read(version.content()),
                version.content(),
                version.hash(),
                new Readiness(List.of()),
                new Entries(Map.of(), Map.of(), Map.of()));
    }

    private void edit(Context ctx) {
        Asked asked = asked(ctx);
        showForm(
                ctx,
                asked,
                ownDraft(asked),
                Optional.empty(),
                Map.of(),
                param(ctx, "loi").equals("truoc"));
    }

    private void showForm(
            Context ctx,
            Asked asked,
            ReportVersion draft,
            Optional<String> wrong,
            Map<String, String> typed,
            boolean lastWords) {
        Reports.Made made = reports.draft(draft, asked.period());
        ctx.html(new ReportEditPage(
                        asked,
                        draft,
                        made,
                        store.entries(asked.unit(), asked.period().key()),
                        reports.lastWords(asked.unit(), asked.period()),
                        reports.fields(),
                        wrong,
                        typed,
                        lastWords)
                .in(frame.page(say("Sửa báo cáo", "Edit the report"), "/reports", asked.session())));
    }

    private ReportVersion ownDraft(Asked asked) {
        mayWrite(asked);
        return store.latest(asked.unit(), asked.period().key())
                .filter(v -> v.state() == ReportState.DRAFT)
                .orElseThrow(() -> new BadRequestResponse(say(
                        "Báo cáo này không còn là dự thảo; muốn sửa thì mở bản mới.",
                        "This report is no draft any more; open a new version to change it.")));
    }

    private static void mayWrite(Asked asked) {
        if (!asked.own()) {
            throw new ForbiddenResponse(say(
                    "Chỉ lãnh đạo của chính đơn vị được lập và ký báo cáo của đơn vị.",
                    "Only the head of the unit itself writes and signs its report."));
        }
    }

    private void open(Context ctx) {
        Asked asked = asked(ctx);
        mayWrite(asked);
        Optional<ReportVersion> latest =
                store.latest(asked.unit(), asked.period().key());
        if (latest.isEmpty() || latest.get().state() != ReportState.DRAFT) {
            store.open(
                    asked.unit(),
                    asked.period().key(),
                    latest.map(ReportVersion::version).orElse(0),
                    asked.account());
        }
        back(ctx, asked);
    }

    private static void back(Context ctx, Asked asked) {
        ctx.redirect("/reports/view?" + asked.query(), HttpStatus.SEE_OTHER);
    }

    private void change(Context ctx) {
        Asked asked = asked(ctx);
        ReportVersion draft = ownDraft(asked);
        Map<String, String> typed = new LinkedHashMap<>();
        ctx.formParamMap().forEach((name, values) -> typed.put(name, values.isEmpty() ? "" : values.get(0)));
        Map<String, String> changed = new LinkedHashMap<>();
        String number;
        String date;
        try {
            number = line(typed.getOrDefault("so", ""));
            String day = typed.getOrDefault("ngay", "").strip();
            date = day.isEmpty() ? "" : day(day, "Ngày văn bản").toString();
            Map<String, ReportStore.Entry> before =
                    store.entries(asked.unit(), asked.period().key());
            words(typed, before, changed);
            counts(typed, before, changed);
        } catch (InvalidInput e) {
            ctx.status(HttpStatus.BAD_REQUEST);
            showForm(ctx, asked, draft, Optional.ofNullable(e.getMessage()), typed, false);
            return;
        }
        if (!store.change(draft, revision(ctx), changed, number, date, asked.account())) {
            ctx.status(HttpStatus.CONFLICT);
            showForm(
                    ctx,
                    asked,
                    ownDraft(asked),
                    Optional.of(
                            say(
                                    "Có người khác vừa sửa báo cáo này. Chưa ghi gì; xin xem lại rồi ghi lần nữa.",
                                    "Somebody else has just changed this report. Nothing was stored; look again and store once more.")),
                    typed,
                    false);
            return;
        }
        back(ctx, asked);
    }

    private static void words(
            Map<String, String> typed, Map<String, ReportStore.Entry> before, Map<String, String> changed) {
        for (String word : WORDS) {
            String cell = "words." + word;
            String text = typed.get(cell);
            if (text == null) {
                continue;
            }
            String clean = Normalizer.normalize(text.replace("\r\n", "\n"), Normalizer.Form.NFC)
                    .replaceAll("[\\p{Cntrl}&&[^\\n]]", " ")
                    .strip();
            if (clean.length() > LONGEST_WORDS) {
                throw new InvalidInput(
                        "Ô “" + ReportEditPage.wordName(word) + "”: dài quá " + LONGEST_WORDS + " ký tự.");
            }
            ReportStore.Entry old = before.get(cell);
            if (old == null ? !clean.isEmpty() : !old.value().equals(clean)) {
                changed.put(cell, clean);
            }
        }
    }

    private void counts(Map<String, String> typed, Map<String, ReportStore.Entry> before, Map<String, String> changed) {
        for (EntryTable table : EntryTable.ALL) {
            Map<String, String> rows = table.byField() ? reports.fields() : Map.of("", "");
            rows.forEach((row, name) -> table.cells().stream()
                    .filter(EntryTable.Cell::typed)
                    .forEach(cell -> {
                        String key = table.cellKey(row, cell);
                        String text = typed.get(key);
                        if (text != null) {
                            String value = count(text.strip(), table.cellName(name, cell));
                            ReportStore.Entry old = before.get(key);
                            if (old == null ? !value.isEmpty() : !old.value().equals(value)) {
                                changed.put(key, value);
                            }
                        }
                    }));
        }
    }

    private static String count(String text, String cell) {
        if (text.isEmpty()) {
            return "";
        }
        if (!DIGITS.matcher(text).matches()) {
            throw new InvalidInput("Số không hợp lệ ở " + cell + ": “" + text + "”. Chỉ nhập số đếm từ 0 trở lên.");
        }
        long value = Long.parseLong(text.replace(".", ""));
        if (value > LARGEST_COUNT) {
            throw new InvalidInput("Số quá lớn ở " + cell + ": “" + text + "”.");
        }
        return Long.toString(value);
    }

    private static String line(String text) {
        String clean = Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        if (clean.length() > 40) {
            throw new InvalidInput("Ô “Số và ký hiệu”: dài quá 40 ký tự.");
        }
        return clean;
    }

    private static long revision(Context ctx) {
        try {
            return Long.parseLong(param(ctx, "revision"));
        } catch (NumberFormatException e) {
            throw new BadRequestResponse(say("Biểu mẫu thiếu số lần sửa", "The form lacks its revision"));
        }
    }

    private void sign(Context ctx) {
        Asked asked = asked(ctx);
        mayWrite(asked);
        Optional<ReportVersion> latest =
                store.latest(asked.unit(), asked.period().key());
        if (latest.isEmpty() || latest.get().state() != ReportState.DRAFT) {
            conflict(ctx, asked);
            return;
        }
        Reports.Made made = reports.draft(latest.get(), asked.period());
        List<Readiness.Item> missing = made.readiness().missing();
        if (!missing.isEmpty()) {
            ctx.status(HttpStatus.CONFLICT);
            show(
                    ctx,
                    asked,
                    Optional.of(say(
                            "Chưa ký được: " + missing.get(0).what() + ".",
                            "It cannot be signed yet: " + missing.get(0).what() + ".")));
            return;
        }
        if (store.sign(latest.get(), revision(ctx), made.json(), asked.account())) {
            back(ctx, asked);
        } else {
            conflict(ctx, asked);
        }
    }

    /** Somebody else was faster: who, when, and that nothing was changed. */
    private void conflict(Context ctx, Asked asked) {
        ctx.status(HttpStatus.CONFLICT);
        Optional<ReportVersion> now = store.latest(asked.unit(), asked.period().key());
        String who = now.filter(v -> v.signedMs() > 0)
                .map(v -> say(
                        "Bản " + v.version() + " đã được " + v.signedBy() + " ký lúc " + ReportPage.moment(v.signedMs())
                                + ". Lần bấm này không thay đổi gì.",
                        "Version " + v.version() + " was signed by " + v.signedBy() + " at "
                                + ReportPage.moment(v.signedMs()) + ". This press changed nothing."))
                .orElse(say(
                        "Báo cáo vừa được người khác sửa. Chưa ký; xin xem lại rồi ký.",
                        "Somebody else has just changed the report. It is not signed; look again, then sign."));
        show(ctx, asked, Optional.of(who));
    }

    private void upload(Context ctx) {
        Asked asked = asked(ctx);
        mayWrite(asked);
        Optional<ReportVersion> signed =
                store.latest(asked.unit(), asked.period().key()).filter(v -> v.state() == ReportState.SIGNED);
        if (signed.isEmpty()) {
            conflict(ctx, asked);
            return;
        }
        UploadedFile file = ctx.uploadedFile("tep");
        Optional<String> wrong = Optional.empty();
        byte[] bytes = new byte[0];
        if (file == null || file.size() == 0) {
            wrong = Optional.of(say("Ô “Bản PDF đã ký”: chưa chọn tệp.", "Field “Signed PDF”: no file was chosen."));
        } else if (file.size() > LARGEST_PDF_BYTES) {
            wrong = Optional.of(say("Ô “Bản PDF đã ký”: tệp lớn hơn 20 MB.", "Field “Signed PDF”: over 20 MB."));
        } else {
            bytes = bytes(file);
            if (!startsAsPdf(bytes)) {
                wrong = Optional.of(
                        say("Ô “Bản PDF đã ký”: tệp không phải PDF.", "Field “Signed PDF”: this is no PDF."));
            } else if (!line(param(ctx, "so")).equals(signed.get().number())
                    || !sameDate(param(ctx, "ngay"), signed.get().date())) {
                wrong = Optional.of(say(
                        "Số hoặc ngày trên bản đã ký khác số " + signed.get().number() + ", ngày "
                                + Sheet.day(signed.get().date()) + " của bản này; xin kiểm tra lại tệp.",
                        "Number or date differ from those of this version ("
                                + signed.get().number() + ", "
                                + Sheet.day(signed.get().date()) + "); check the file."));
            }
        }
        if (wrong.isPresent()) {
            ctx.status(HttpStatus.BAD_REQUEST);
            show(ctx, asked, wrong);
        } else if (store.upload(signed.get(), bytes, asked.account())) {
            back(ctx, asked);
        } else {
            conflict(ctx, asked);
        }
    }

    private static boolean sameDate(String text, String date) {
        try {
            return day(text, "Ngày văn bản").toString().equals(date);
        } catch (InvalidInput e) {
            return false;
        }
    }

    private static boolean startsAsPdf(byte[] bytes) {
        for (int i = 0; i < PDF_MAGIC.length; i++) {
            if (bytes.length <= i || bytes[i] != PDF_MAGIC[i]) {
                return false;
            }
        }
        return true;
    }

    private static byte[] bytes(UploadedFile file) {
        try (InputStream in = file.content()) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void submit(Context ctx) {
        Asked asked = asked(ctx);
        mayWrite(asked);
        Optional<ReportVersion> signed =
                store.latest(asked.unit(), asked.period().key()).filter(v -> v.state() == ReportState.SIGNED);
        if (signed.isPresent() && !signed.get().hasPdf()) {
            ctx.status(HttpStatus.CONFLICT);
            show(
                    ctx,
                    asked,
                    Optional.of(say(
                            "Chưa gửi được: xin tải lên bản PDF đã ký, đóng dấu trước.",
                            "It cannot be sent yet: upload the signed and sealed PDF first.")));
        } else if (signed.isPresent() && store.submit(signed.get(), asked.account())) {
            back(ctx, asked);
        } else {
            conflict(ctx, asked);
        }
    }

    private void answer(Context ctx) {
        Asked asked = asked(ctx);
        mayAnswer(asked);
        boolean received = param(ctx, "ket-qua").equals("nhan");
        String remarks = param(ctx, "ly-do").strip();
        Optional<ReportVersion> submitted =
                store.latest(asked.unit(), asked.period().key()).filter(v -> v.state() == ReportState.SUBMITTED);
        if (!received && remarks.isEmpty()) {
            ctx.status(HttpStatus.BAD_REQUEST);
            show(
                    ctx,
                    asked,
                    Optional.of(say("Ô “Lý do trả lại”: xin ghi lý do.", "Field “Remarks”: say why it goes back.")));
        } else if (submitted.isPresent()
                && store.answer(submitted.get(), received, shortened(remarks), asked.account())) {
            back(ctx, asked);
        } else {
            ctx.status(HttpStatus.CONFLICT);
            show(
                    ctx,
                    asked,
                    Optional.of(say(
                            "Báo cáo này không còn chờ tiếp nhận. Không thay đổi gì.",
                            "This report does not wait for an answer any more. Nothing was changed.")));
        }
    }

    private static String shortened(String remarks) {
        String clean = Normalizer.normalize(remarks, Normalizer.Form.NFC).replaceAll("[\\p{Cntrl}&&[^\\n]]", " ");
        return clean.length() > 2_000 ? clean.substring(0, 2_000) : clean;
    }

    private static void mayAnswer(Asked asked) {
        if (!asked.above()) {
            throw new ForbiddenResponse(
                    say("Chỉ cơ quan cấp trên của đơn vị được làm việc này.", "Only the unit's superior may do this."));
        }
    }

    private void remind(Context ctx) {
        Asked asked = asked(ctx);
        mayAnswer(asked);
        store.remind(asked.unit(), asked.period().key(), asked.account());
        String superior = param(ctx, "tren");
        ctx.redirect(
                "/reports?dv=" + URLEncoder.encode(superior, StandardCharsets.UTF_8) + "&ky="
                        + asked.period().key(),
                HttpStatus.SEE_OTHER);
    }

    private void addendum(Context ctx) {
        Asked asked = asked(ctx);
        List<ReportVersion> versions =
                store.versions(asked.unit(), asked.period().key());
        if (versions.isEmpty() || version(ctx, versions).state() == ReportState.DRAFT) {
            throw new NotFoundResponse(say("Bản này chưa ký nên chưa có phụ lục", "Not signed, so no addendum"));
        }
        ReportVersion version = version(ctx, versions);
        List<ReportContent.Change> changes = reports.addendum(version, asked.period()).stream()
                .filter(c -> asked.account().role().seesClerks() || !c.ofAnnex())
                .toList();
        ctx.html(new AddendumPage(asked, version, changes, clock.millis())
                .in(frame.page(say("Phụ lục", "Addendum"), "/reports", asked.session())));
    }

    private void file(Context ctx) {
        Asked asked = asked(ctx);
        List<ReportVersion> versions =
                store.versions(asked.unit(), asked.period().key());
        if (versions.isEmpty()) {
            throw new NotFoundResponse(say("Không có báo cáo này", "There is no such report"));
        }
        ReportVersion version = version(ctx, versions);
        Reports.Made made = made(version, asked.period());
        Stamp stamp = Stamp.of(made.content(), version.state() == ReportState.DRAFT, made.hash(), clock.millis());
        ReportContent content = made.content();
        String name = "bao-cao-" + asked.period().key() + "-ban-" + version.version();
        String title = "Báo cáo " + content.periodName() + ", " + content.unitName();
        switch (param(ctx, "dang")) {
            case "pdf" ->
                send(
                        ctx,
                        name + ".pdf",
                        "application/pdf",
                        PdfWriter.write(new Sheet(content, stamp).report(), title, stamp));
            case "docx" ->
                send(
                        ctx,
                        name + ".docx",
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                        DocxWriter.write(content, stamp));
            case "xlsx" ->
                send(
                        ctx,
                        name + ".xlsx",
                        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        SpreadsheetWriter.xlsx(content.sent(), stamp));
            case "json" ->
                send(
                        ctx,
                        name + ".json",
                        "application/json",
                        ContentJson.exchange(content, made.hash(), clock.millis())
                                .getBytes(StandardCharsets.UTF_8));
            case "csv" -> csv(ctx, asked, content, stamp, name);
            case "phu-luc" -> {
                seesClerks(asked, "annex");
                send(
                        ctx,
                        name + "-phu-luc-b6.pdf",
                        "application/pdf",
                        PdfWriter.write(new Sheet(content, stamp).annex(), title, stamp));
            }
            case "da-ky" ->
                send(
                        ctx,
                        name + "-da-ky.pdf",
                        "application/pdf",
                        store.pdf(version)
                                .orElseThrow(() -> new NotFoundResponse(
                                        say("Chưa có bản đã ký", "The signed paper is not here yet"))));
            default -> throw new NotFoundResponse(say("Không có dạng tệp này", "There is no such format"));
        }
    }

    private void csv(Context ctx, Asked asked, ReportContent content, Stamp stamp, String name) {
        String wanted = param(ctx, "bang");
        ReportTable table = content.tables().stream()
                .filter(t -> t.id().equals(wanted))
                .findFirst()
                .orElseThrow(() -> new NotFoundResponse(say("Không có bảng này", "There is no such table")));
        if (table.internal()) {
            seesClerks(asked, "table " + table.id());
        }
        send(
                ctx,
                name + "-" + table.id() + ".csv",
                "text/csv; charset=utf-8",
                SpreadsheetWriter.csv(table, stamp).getBytes(StandardCharsets.UTF_8));
    }

    private void seesClerks(Asked asked, String what) {
        Account account = asked.account();
        if (!account.role().seesClerks()) {
            throw new ForbiddenResponse(
                    say("Không có quyền xem kết quả của công chức", "You may not see results of clerks"));
        }
        log.add(
                account.name(),
                account.role().name(),
                "LOOK AT CLERKS",
                "report " + what + " " + asked.period().key() + " unit " + asked.unit());
    }

    private void consolidation(Context ctx) {
        Asked asked = asked(ctx);
        List<ReportTable> tables = Consolidation.of(
                        asked.scope().tree(),
                        asked.unit(),
                        store.ofPeriod(asked.period().key()),
                        reports.fields())
                .tables();
        if (tables.isEmpty()) {
            throw new NotFoundResponse(
                    say("Chưa có đơn vị trực thuộc nào gửi báo cáo kỳ này", "No unit below has sent its report yet"));
        }
        Stamp stamp = reports.stamp(asked.period(), tables);
        send(
                ctx,
                "tong-hop-" + asked.period().key() + ".xlsx",
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                SpreadsheetWriter.xlsx(tables, stamp));
    }

    private static void send(Context ctx, String name, String type, byte[] bytes) {
        ctx.contentType(type);
        ctx.header("Content-Disposition", "attachment; filename=\"" + name.replaceAll("[^A-Za-z0-9._-]", "-") + "\"");
        ctx.result(bytes);
    }

    private static String param(Context ctx, String name) {
        String query = ctx.queryParam(name);
        String value = query != null ? query : ctx.formParam(name);
        return value == null ? "" : value;
    }
}
