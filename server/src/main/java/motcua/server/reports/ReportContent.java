package motcua.server.reports;

import java.util.List;

/**
 * All a report says; what is signed is this, and every file is drawn from it.
 *
 * @param superior who it goes to, by name; empty at the top of the tree
 * @param period key of the period
 * @param from first day, YYYY-MM-DD
 * @param to last day
 * @param version from 1
 * @param dataAsOfMs when the figures were read
 * @param software name and version of what computed them
 * @param realm REAL, or SIMULATED for sample data
 * @param number e.g. {@code 15/BC-UBND}; empty before it has one
 * @param date of the document, YYYY-MM-DD; empty before
 * @param changes what differs from the version before
 */
public record ReportContent(
        String unit,
        String unitName,
        String superior,
        String period,
        String periodName,
        String from,
        String to,
        int version,
        long dataAsOfMs,
        String software,
        String realm,
        String number,
        String date,
        Words words,
        List<ReportTable> tables,
        List<TypedCell> typed,
        List<Change> changes) {
    /** The table of clerks; with several ways of counting {@code B6.2}. */
    static final String ANNEX = "B6";

    public ReportContent {
        tables = List.copyOf(tables);
        typed = List.copyOf(typed);
        changes = List.copyOf(changes);
    }

    /**
     * What people wrote.
     *
     * @param body the authority in the head, e.g. {@code ỦY BAN NHÂN DÂN}
     * @param place where it is dated
     * @param basis opening paragraph
     * @param shortcomings part XI
     * @param onBehalf e.g. {@code TM. ỦY BAN NHÂN DÂN}
     * @param post e.g. {@code CHỦ TỊCH}
     * @param signer name under the signature
     * @param recipients one a line
     */
    public record Words(
            String body,
            String place,
            String basis,
            String shortcomings,
            String onBehalf,
            String post,
            String signer,
            String recipients) {}

    /** A typed count with who typed it and when. */
    public record TypedCell(String cell, long value, String author, long atMs) {}

    /** A cell that differs from the version before. */
    public record Change(String table, String row, String column, String before, String after) {
        /** Whether it names a clerk: its table is kept apart from what is sent. */
        boolean ofAnnex() {
            return table.equals(ANNEX) || table.startsWith(ANNEX + ".");
        }
    }

    /** The same with what differs from an earlier version. */
    public ReportContent withChanges(List<Change> differences) {
        return withTables(tables, differences);
    }

    /** The tables that may be sent and published. */
    public List<ReportTable> sent() {
        return tables.stream().filter(t -> !t.internal()).toList();
    }

    /** The same with only the tables that may be sent, as the next version is compared with it. */
    ReportContent withoutAnnex() {
        return withTables(sent(), changes);
    }

    private ReportContent withTables(List<ReportTable> kept, List<Change> differences) {
        return new ReportContent(
                unit,
                unitName,
                superior,
                period,
                periodName,
                from,
                to,
                version,
                dataAsOfMs,
                software,
                realm,
                number,
                date,
                words,
                kept,
                typed,
                differences);
    }

    /** The changes that may be sent and published; some versions were signed with those of the annex among them. */
    public List<Change> sentChanges() {
        return changes.stream().filter(c -> !c.ofAnnex()).toList();
    }

    /** The annex that stays inside the office. */
    public List<ReportTable> annex() {
        return tables.stream().filter(ReportTable::internal).toList();
    }
}
