package motcua.server.reports;

import static motcua.server.language.Language.say;

import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import java.text.Normalizer;
import java.time.Clock;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import motcua.server.access.Gate;
import motcua.server.form.Forms;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.review.Frame;

/** What all pages of reports ask: which report is meant, what it says, and who may write it. */
final class ReportDesk {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/uuuu");

    final Reports reports;
    final ReportStore store;
    final Frame frame;
    final Clock clock;
    private final OrganisationStore organisation;

    ReportDesk(Reports reports, ReportStore store, OrganisationStore organisation, Frame frame, Clock clock) {
        this.reports = reports;
        this.store = store;
        this.organisation = organisation;
        this.frame = frame;
        this.clock = clock;
    }

    Asked asked(Context ctx) {
        return asked(ctx, Forms.given(ctx, "dv"), Forms.given(ctx, "ky"));
    }

    Asked asked(Context ctx, String unitAsked, String key) {
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

    static ReportPeriod period(Context ctx, String key, LocalDate today) {
        if (key.equals("khac")) {
            try {
                return ReportPeriod.ofDays(
                        day(Forms.given(ctx, "tu"), "Từ ngày"), day(Forms.given(ctx, "den"), "Đến ngày"));
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
    static LocalDate day(String text, String field) {
        try {
            return text.contains("/") ? LocalDate.parse(text.strip(), DAY) : LocalDate.parse(text.strip());
        } catch (DateTimeParseException e) {
            throw new InvalidInput("Ô “" + field + "”: cần ngày viết như 31/12/2026"
                    + (text.isBlank() ? "." : ", không phải " + text + "."));
        }
    }

    void show(Context ctx, Asked asked, Optional<String> refused) {
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

    static ReportVersion version(Context ctx, List<ReportVersion> versions) {
        String wanted = Forms.given(ctx, "ban");
        return versions.stream()
                .filter(v -> wanted.equals(Integer.toString(v.version())))
                .findFirst()
                .orElse(versions.get(versions.size() - 1));
    }

    /** What a version says: as signed, or as it is now. */
    Reports.Made made(ReportVersion version, ReportPeriod period) {
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

    static void back(Context ctx, Asked asked) {
        ctx.redirect("/reports/view?" + asked.query(), HttpStatus.SEE_OTHER);
    }

    static void mayWrite(Asked asked) {
        if (!asked.own()) {
            throw new ForbiddenResponse(say(
                    "Chỉ lãnh đạo của chính đơn vị được lập và ký báo cáo của đơn vị.",
                    "Only the head of the unit itself writes and signs its report."));
        }
    }

    /** A line of a form, e.g. the number of the report. */
    static String line(String text) {
        String clean = Normalizer.normalize(text, Normalizer.Form.NFC)
                .replaceAll("\\p{Cntrl}", " ")
                .strip();
        if (clean.length() > 40) {
            throw new InvalidInput("Ô “Số và ký hiệu”: dài quá 40 ký tự.");
        }
        return clean;
    }

    /** Which state of the draft the person saw. */
    static long revision(Context ctx) {
        try {
            return Long.parseLong(Forms.given(ctx, "revision"));
        } catch (NumberFormatException e) {
            throw new BadRequestResponse(say("Biểu mẫu thiếu số lần sửa", "The form lacks its revision"));
        }
    }
}
