package motcua.server.reports;

import static motcua.server.language.Language.say;

import io.javalin.http.Context;
import io.javalin.http.ForbiddenResponse;
import io.javalin.http.HttpStatus;
import io.javalin.http.UploadedFile;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import motcua.server.form.Forms;

/** The way of a report: signed, its paper uploaded, sent, received or returned, asked for. */
final class ReportSteps {
    private static final byte[] PDF_MAGIC = "%PDF-".getBytes(StandardCharsets.US_ASCII);

    private final ReportDesk desk;

    ReportSteps(ReportDesk desk) {
        this.desk = desk;
    }

    void sign(Context ctx) {
        Asked asked = desk.asked(ctx);
        ReportDesk.mayWrite(asked);
        Optional<ReportVersion> latest =
                desk.store.latest(asked.unit(), asked.period().key());
        if (latest.isEmpty() || latest.get().state() != ReportState.DRAFT) {
            conflict(ctx, asked);
            return;
        }
        Reports.Made made = desk.reports.draft(latest.get(), asked.period());
        List<Readiness.Item> missing = made.readiness().missing();
        if (!missing.isEmpty()) {
            ctx.status(HttpStatus.CONFLICT);
            desk.show(
                    ctx,
                    asked,
                    Optional.of(say(
                            "Chưa ký được: " + missing.get(0).what() + ".",
                            "It cannot be signed yet: " + missing.get(0).what() + ".")));
            return;
        }
        if (desk.store.sign(latest.get(), ReportDesk.revision(ctx), made.json(), asked.account())) {
            ReportDesk.back(ctx, asked);
        } else {
            conflict(ctx, asked);
        }
    }

    /** Somebody else was faster: who, when, and that nothing was changed. */
    private void conflict(Context ctx, Asked asked) {
        ctx.status(HttpStatus.CONFLICT);
        Optional<ReportVersion> now =
                desk.store.latest(asked.unit(), asked.period().key());
        String who = now.filter(v -> v.signedMs() > 0)
                .map(v -> say(
                        "Bản " + v.version() + " đã được " + v.signedBy() + " ký lúc " + ReportPage.moment(v.signedMs())
                                + ". Lần bấm này không thay đổi gì.",
                        "Version " + v.version() + " was signed by " + v.signedBy() + " at "
                                + ReportPage.moment(v.signedMs()) + ". This press changed nothing."))
                .orElse(say(
                        "Báo cáo vừa được người khác sửa. Chưa ký; xin xem lại rồi ký.",
                        "Somebody else has just changed the report. It is not signed; look again, then sign."));
        desk.show(ctx, asked, Optional.of(who));
    }

    void upload(Context ctx) {
        Asked asked = desk.asked(ctx);
        ReportDesk.mayWrite(asked);
        Optional<ReportVersion> signed =
                desk.store.latest(asked.unit(), asked.period().key()).filter(v -> v.state() == ReportState.SIGNED);
        if (signed.isEmpty()) {
            conflict(ctx, asked);
            return;
        }
        UploadedFile file = ctx.uploadedFile("tep");
        Optional<String> wrong = Optional.empty();
        byte[] bytes = new byte[0];
        if (file == null || file.size() == 0) {
            wrong = Optional.of(say("Ô “Bản PDF đã ký”: chưa chọn tệp.", "Field “Signed PDF”: no file was chosen."));
        } else if (file.size() > ReportRoutes.LARGEST_PDF_BYTES) {
            wrong = Optional.of(say("Ô “Bản PDF đã ký”: tệp lớn hơn 20 MB.", "Field “Signed PDF”: over 20 MB."));
        } else {
            bytes = bytes(file);
            if (!startsAsPdf(bytes)) {
                wrong = Optional.of(
                        say("Ô “Bản PDF đã ký”: tệp không phải PDF.", "Field “Signed PDF”: this is no PDF."));
            } else if (!ReportDesk.line(Forms.given(ctx, "so"))
                            .equals(signed.get().number())
                    || !sameDate(Forms.given(ctx, "ngay"), signed.get().date())) {
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
            desk.show(ctx, asked, wrong);
        } else if (desk.store.upload(signed.get(), bytes, asked.account())) {
            ReportDesk.back(ctx, asked);
        } else {
            conflict(ctx, asked);
        }
    }

    private static boolean sameDate(String text, String date) {
        try {
            return ReportDesk.day(text, "Ngày văn bản").toString().equals(date);
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

    void submit(Context ctx) {
        Asked asked = desk.asked(ctx);
        ReportDesk.mayWrite(asked);
        Optional<ReportVersion> signed =
                desk.store.latest(asked.unit(), asked.period().key()).filter(v -> v.state() == ReportState.SIGNED);
        if (signed.isPresent() && !signed.get().hasPdf()) {
            ctx.status(HttpStatus.CONFLICT);
            desk.show(
                    ctx,
                    asked,
                    Optional.of(say(
                            "Chưa gửi được: xin tải lên bản PDF đã ký, đóng dấu trước.",
                            "It cannot be sent yet: upload the signed and sealed PDF first.")));
        } else if (signed.isPresent() && desk.store.submit(signed.get(), asked.account())) {
            ReportDesk.back(ctx, asked);
        } else {
            conflict(ctx, asked);
        }
    }

    void answer(Context ctx) {
        Asked asked = desk.asked(ctx);
        mayAnswer(asked);
        boolean received = Forms.given(ctx, "ket-qua").equals("nhan");
        String remarks = Forms.given(ctx, "ly-do").strip();
        Optional<ReportVersion> submitted =
                desk.store.latest(asked.unit(), asked.period().key()).filter(v -> v.state() == ReportState.SUBMITTED);
        if (!received && remarks.isEmpty()) {
            ctx.status(HttpStatus.BAD_REQUEST);
            desk.show(
                    ctx,
                    asked,
                    Optional.of(say("Ô “Lý do trả lại”: xin ghi lý do.", "Field “Remarks”: say why it goes back.")));
        } else if (submitted.isPresent()
                && desk.store.answer(submitted.get(), received, shortened(remarks), asked.account())) {
            ReportDesk.back(ctx, asked);
        } else {
            ctx.status(HttpStatus.CONFLICT);
            desk.show(
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

    void remind(Context ctx) {
        Asked asked = desk.asked(ctx);
        mayAnswer(asked);
        desk.store.remind(asked.unit(), asked.period().key(), asked.account());
        String superior = Forms.given(ctx, "tren");
        ctx.redirect(
                "/reports?dv=" + URLEncoder.encode(superior, StandardCharsets.UTF_8) + "&ky="
                        + asked.period().key(),
                HttpStatus.SEE_OTHER);
    }
}
