package motcua.server.reports;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import motcua.server.html.Html;

/** Sheets as a PDF with its fonts inside, A4 upright, wide tables on pages turned sideways. Safe for any thread. */
final class PdfWriter {
    private static final String FAMILY = "Tinos";
    private static final String CSS = read("/reports/print.css");

    static {
        XRLog.setLoggingEnabled(false);
    }

    private PdfWriter() {}

    /** @param title of the document, for the window of a reader */
    static byte[] write(Html sheets, String title, Stamp stamp) {
        String page = "<html lang=\"vi\"><head><title>" + Html.text(title) + "</title><meta name=\"author\" content=\""
                + Html.text(stamp.software()) + "\"/><meta name=\"subject\" content=\"" + Html.text(subject(stamp))
                + "\"/><style>" + CSS + "</style></head><body>" + sheets + "</body></html>";
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            PdfRendererBuilder builder = new PdfRendererBuilder();
            font(builder, "Regular", 400, FontStyle.NORMAL);
            font(builder, "Bold", 700, FontStyle.NORMAL);
            font(builder, "Italic", 400, FontStyle.ITALIC);
            font(builder, "BoldItalic", 700, FontStyle.ITALIC);
            builder.withHtmlContent(page, null);
            builder.withProducer(stamp.software());
            builder.toStream(out);
            builder.run();
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All that a file carries, in one line. */
    static String subject(Stamp stamp) {
        return "kỳ " + stamp.period() + "; xuất lúc " + stamp.generatedAt() + "; số liệu đến " + stamp.dataAsOf()
                + "; SHA-256 " + stamp.hash() + "; " + stamp.software();
    }

    private static void font(PdfRendererBuilder builder, String file, int weight, FontStyle style) {
        builder.useFont(() -> open("/reports/Tinos-" + file + ".ttf"), FAMILY, weight, style, true);
    }

    private static InputStream open(String name) {
        InputStream in = PdfWriter.class.getResourceAsStream(name);
        if (in == null) {
            throw new IllegalStateException("the jar lacks " + name);
        }
        return in;
    }

    private static String read(String name) {
        try (InputStream in = open(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
