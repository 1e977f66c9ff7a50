package motcua.server.reports;

import static motcua.server.language.Language.say;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpStatus;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import motcua.server.form.Forms;

/** The draft of a report: opened, its words and counts typed. */
final class ReportForm {
    private static final int LONGEST_WORDS = 8_000;
    private static final long LARGEST_COUNT = 1_000_000_000L;
    private static final Pattern DIGITS = Pattern.compile("\\d{1,3}(?:\\.\\d{3})+|\\d{1,10}");
    private static final List<String> WORDS =
            List.of("body", "place", "basis", "shortcomings", "onBehalf", "post", "signer", "recipients");

    private final ReportDesk desk;

    ReportForm(ReportDesk desk) {
        this.desk = desk;
    }

    void edit(Context ctx) {
        Asked asked = desk.asked(ctx);
        showForm(
                ctx,
                asked,
                ownDraft(asked),
                Optional.empty(),
                Map.of(),
                Forms.given(ctx, "loi").equals("truoc"));
    }

    private void showForm(
            Context ctx,
            Asked asked,
            ReportVersion draft,
            Optional<String> wrong,
            Map<String, String> typed,
            boolean lastWords) {
        Reports.Made made = desk.reports.draft(draft, asked.period());
        ctx.html(new ReportEditPage(
                        asked,
                        draft,
                        made,
                        desk.store.entries(asked.unit(), asked.period().key()),
                        desk.reports.lastWords(asked.unit(), asked.period()),
                        desk.reports.fields(),
                        wrong,
                        typed,
                        lastWords)
                .in(desk.frame.page(say("Sửa báo cáo", "Edit the report"), "/reports", asked.session())));
    }

    private ReportVersion ownDraft(Asked asked) {
        ReportDesk.mayWrite(asked);
        return desk.store
                .latest(asked.unit(), asked.period().key())
                .filter(v -> v.state() == ReportState.DRAFT)
                .orElseThrow(() -> new BadRequestResponse(say(
                        "Báo cáo này không còn là dự thảo; muốn sửa thì mở bản mới.",
                        "This report is no draft any more; open a new version to change it.")));
    }

    void open(Context ctx) {
        Asked asked = desk.asked(ctx);
        ReportDesk.mayWrite(asked);
        Optional<ReportVersion> latest =
                desk.store.latest(asked.unit(), asked.period().key());
        if (latest.isEmpty() || latest.get().state() != ReportState.DRAFT) {
            desk.store.open(
                    asked.unit(),
                    asked.period().key(),
                    latest.map(ReportVersion::version).orElse(0),
                    asked.account());
        }
        ReportDesk.back(ctx, asked);
    }

    void change(Context ctx) {
        Asked asked = desk.asked(ctx);
        ReportVersion draft = ownDraft(asked);
        Map<String, String> typed = new LinkedHashMap<>();
        ctx.formParamMap().forEach((name, values) -> typed.put(name, values.isEmpty() ? "" : values.get(0)));
        Map<String, String> changed = new LinkedHashMap<>();
        String number;
        String date;
        try {
            number = ReportDesk.line(typed.getOrDefault("so", ""));
            String day = typed.getOrDefault("ngay", "").strip();
            date = day.isEmpty() ? "" : ReportDesk.day(day, "Ngày văn bản").toString();
            Map<String, ReportStore.Entry> before =
                    desk.store.entries(asked.unit(), asked.period().key());
            words(typed, before, changed);
            counts(typed, before, changed);
        } catch (InvalidInput e) {
            ctx.status(HttpStatus.BAD_REQUEST);
            showForm(ctx, asked, draft, Optional.ofNullable(e.getMessage()), typed, false);
            return;
        }
        if (!desk.store.change(draft, ReportDesk.revision(ctx), changed, number, date, asked.account())) {
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
        ReportDesk.back(ctx, asked);
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
            Map<String, String> rows = table.byField() ? desk.reports.fields() : Map.of("", "");
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
}
