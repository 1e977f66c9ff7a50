package motcua.server.reports;

import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import motcua.server.satisfaction.Satisfaction;

/**
 * What every file carries: period, when it was made, when its figures were read, hash, software.
 *
 * @param left for the left of the foot
 * @param right for the right of the foot
 */
record Stamp(
        String left, String right, String period, String generatedAt, String dataAsOf, String hash, String software) {
    private static final DateTimeFormatter MOMENT =
            DateTimeFormatter.ofPattern("HH:mm dd/MM/yyyy", Locale.ROOT).withZone(Satisfaction.ZONE);

    /** Of tables without a report. */
    static Stamp of(String period, List<ReportTable> tables, String software, long nowMs) {
        String made = MOMENT.format(Instant.ofEpochMilli(nowMs));
        return new Stamp("", "", period, made, made, ContentJson.hash(tables.toString()), software);
    }

    static Stamp of(ReportContent content, boolean draft, String hash, long nowMs) {
        String data = MOMENT.format(Instant.ofEpochMilli(content.dataAsOfMs()));
        String made = MOMENT.format(Instant.ofEpochMilli(nowMs));
        return new Stamp(
                (draft ? "Bản dự thảo" : "Bản " + content.version()) + " – kỳ " + content.period() + " – số liệu đến "
                        + data + " – xuất lúc " + made,
                "Mã kiểm tra " + hash.substring(0, 8) + "…" + hash.substring(hash.length() - 8) + " · "
                        + content.software(),
                content.period(),
                made,
                data,
                hash,
                content.software());
    }
}
