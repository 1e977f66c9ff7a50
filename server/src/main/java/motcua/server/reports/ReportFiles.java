package motcua.server.reports;

import static motcua.server.language.Language.say;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.NotFoundResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.form.Forms;

/** A report as a file in each of its formats, and the sums of what came from below. */
final class ReportFiles {
    private final ReportDesk desk;
    private final AccessLogStore log;

    ReportFiles(ReportDesk desk, AccessLogStore log) {
        this.desk = desk;
        this.log = log;
    }

    void file(Context ctx) {
        Asked asked = desk.asked(ctx);
        List<ReportVersion> versions =
                desk.store.versions(asked.unit(), asked.period().key());
        if (versions.isEmpty()) {
            throw new NotFoundResponse(say("Không có báo cáo này", "There is no such report"));
        }
        ReportVersion version = ReportDesk.version(ctx, versions);
        Reports.Made made = desk.made(version, asked.period());
        Stamp stamp = Stamp.of(made.content(), version.state() == ReportState.DRAFT, made.hash(), desk.clock.millis());
        ReportContent content = made.content();
        String name = "bao-cao-" + asked.period().key() + "-ban-" + version.version();
        String title = "Báo cáo " + content.periodName() + ", " + content.unitName();
        switch (Forms.given(ctx, "dang")) {
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
                        ContentJson.exchange(content, made.hash(), desk.clock.millis())
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
                        desk.store
                                .pdf(version)
                                .orElseThrow(() -> new NotFoundResponse(
                                        say("Chưa có bản đã ký", "The signed paper is not here yet"))));
            default -> throw new NotFoundResponse(say("Không có dạng tệp này", "There is no such format"));
        }
    }

    private void csv(Context ctx, Asked asked, ReportContent content, Stamp stamp, String name) {
        String wanted = Forms.given(ctx, "bang");
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

    void consolidation(Context ctx) {
        Asked asked = desk.asked(ctx);
        List<ReportTable> tables = Consolidation.of(
                        asked.scope().tree(),
                        asked.unit(),
                        desk.store.ofPeriod(asked.period().key()),
                        desk.reports.fields())
                .tables();
        if (tables.isEmpty()) {
            throw new NotFoundResponse(
                    say("Chưa có đơn vị trực thuộc nào gửi báo cáo kỳ này", "No unit below has sent its report yet"));
        }
        Stamp stamp = desk.reports.stamp(asked.period(), tables);
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
}
