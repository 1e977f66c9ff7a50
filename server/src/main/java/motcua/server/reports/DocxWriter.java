package motcua.server.reports;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import motcua.server.html.Html;

/**
 * A report as a Word document, written part by part. Its words can be edited; its tables stand in locked content controls, so that
 * nobody types a figure.
 */
final class DocxWriter {
    private static final String XML = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
    private static final String W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private static final String R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private static final String OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    private static final String PACKAGE = "http://schemas.openxmlformats.org/package/2006/";
    private static final String WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.";

    /** Twentieths of a point in a millimetre, rounded: the unit of Word. */
    private static final double TWIPS_PER_MM = 1440 / 25.4;

    private static final int UPRIGHT = twips(210 - 30 - 17);
    private static final int SIDEWAYS = twips(297 - 20 - 20);

    private final ReportContent content;
    private final Stamp stamp;
    private final StringBuilder body = new StringBuilder();
    private int control;

    private DocxWriter(ReportContent content, Stamp stamp) {
        this.content = content;
        this.stamp = stamp;
    }

    static byte[] write(ReportContent content, Stamp stamp) {
        return new DocxWriter(content, stamp).zipped();
    }

    private static int twips(double mm) {
        return (int) Math.round(mm * TWIPS_PER_MM);
    }

    private byte[] zipped() {
        build();
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            try (ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
                part(zip, "[Content_Types].xml", contentTypes());
                part(
                        zip,
                        "_rels/.rels",
                        relations(
                                relation("r1", OFFICE + "officeDocument", "word/document.xml"),
                                relation(
                                        "r2",
                                        PACKAGE + "relationships/metadata/core-properties",
                                        "docProps/core.xml")));
                part(
                        zip,
                        "word/_rels/document.xml.rels",
                        relations(
                                relation("r1", OFFICE + "styles", "styles.xml"),
                                relation("r2", OFFICE + "header", "header1.xml"),
                                relation("r3", OFFICE + "footer", "footer1.xml"),
                                relation("r4", OFFICE + "header", "header2.xml")));
                part(zip, "docProps/core.xml", core());
                part(zip, "word/styles.xml", styles());
                part(zip, "word/header1.xml", pageNumber());
                part(zip, "word/header2.xml", XML + "<w:hdr xmlns:w=\"" + W + "\"><w:p/></w:hdr>");
                part(zip, "word/footer1.xml", foot());
                part(
                        zip,
                        "word/document.xml",
                        XML + "<w:document xmlns:w=\"" + W + "\" xmlns:r=\"" + R + "\"><w:body>" + body
                                + "</w:body></w:document>");
            }
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void part(ZipOutputStream zip, String name, String text) throws IOException {
        ZipEntry entry = new ZipEntry(name);
        entry.setTime(0);
        zip.putNextEntry(entry);
        zip.write(text.getBytes(StandardCharsets.UTF_8));
        zip.closeEntry();
    }

    private void build() {
        head();
        paragraph("Title", "BÁO CÁO");
        paragraph(
                "Title",
                "Kết quả đánh giá sự hài lòng của người dân, tổ chức tại Bộ phận Một cửa, "
                        + Layout.periodLine(content));
        paragraphs(content.words().basis());
        boolean wide = false;
        for (ReportTable table : content.sent()) {
            if (table.wide() != wide) {
                body.append("<w:p><w:pPr>").append(section(wide)).append("</w:pPr></w:p>");
                wide = table.wide();
            }
            String part = Sheet.PARTS.get(
                    table.id().endsWith(".1")
                            ? table.id().substring(0, table.id().length() - 2)
                            : table.id());
            if (table.id().equals("B7")) {
                paragraph("Heading1", Sheet.CLERKS);
                paragraph("BodyText", Sheet.CLERKS_APART);
            }
            if (part != null) {
                paragraph("Heading1", part);
            }
            paragraph("TableName", Layout.tableName(table));
            table(table, wide ? SIDEWAYS : UPRIGHT);
            table.notes().forEach(note -> paragraph("Note", note));
        }
        if (wide) {
            body.append("<w:p><w:pPr>").append(section(true)).append("</w:pPr></w:p>");
        }
        paragraph("Heading1", "XI. Tồn tại, nguyên nhân, kiến nghị");
        if (content.words().shortcomings().isBlank()) {
            paragraph("BodyText", "—");
        } else {
            paragraphs(content.words().shortcomings());
        }
        if (!content.sentChanges().isEmpty()) {
            ReportTable changes = Layout.changesTable(content);
            paragraph("Heading1", changes.title());
            table(changes, UPRIGHT);
        }
        paragraph("BodyText", Layout.closing(content));
        sign();
        body.append(section(false));
    }

    private void head() {
        ReportContent.Words words = content.words();
        List<String> left = new ArrayList<>();
        left.add(p("HeadCaps", words.body().toUpperCase(Locale.ROOT)));
        left.add(p("HeadCaps", content.unitName().toUpperCase(Locale.ROOT)));
        left.add(p("Centre", "_______"));
        left.add(p("Centre", "Số: " + (content.number().isEmpty() ? "…/BC-UBND" : content.number())));
        List<String> right = new ArrayList<>();
        right.add(p("HeadCaps", "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"));
        right.add(p("Motto", "Độc lập - Tự do - Hạnh phúc"));
        right.add(p("Centre", ""));
        right.add(p("CentreItalic", Layout.placeAndDate(content)));
        twoColumns(left, right, 42);
    }

    private void sign() {
        ReportContent.Words words = content.words();
        List<String> left = new ArrayList<>();
        left.add(p("To", "Nơi nhận:"));
        Layout.recipients(content).forEach(line -> left.add(p("ToList", line)));
        List<String> right = new ArrayList<>();
        right.add(p("Signature", words.onBehalf()));
        right.add(p("Signature", words.post()));
        right.add(p("CentreItalic", "(ký, đóng dấu)"));
        for (int i = 0; i < 4; i++) {
            right.add(p("Centre", ""));
        }
        right.add(p("Signature", words.signer()));
        twoColumns(left, right, 46);
    }

    private void twoColumns(List<String> left, List<String> right, int leftPercent) {
        int first = UPRIGHT * leftPercent / 100;
        body.append("<w:tbl><w:tblPr><w:tblW w:w=\"")
                .append(UPRIGHT)
                .append("\" w:type=\"dxa\"/><w:tblLayout w:type=\"fixed\"/></w:tblPr><w:tblGrid><w:gridCol w:w=\"")
                .append(first)
                .append("\"/><w:gridCol w:w=\"")
                .append(UPRIGHT - first)
                .append("\"/></w:tblGrid><w:tr><w:trPr><w:cantSplit/></w:trPr>");
        column(left, first);
        column(right, UPRIGHT - first);
        body.append("</w:tr></w:tbl>");
    }

    private void column(List<String> paragraphs, int width) {
        body.append("<w:tc><w:tcPr><w:tcW w:w=\"").append(width).append("\" w:type=\"dxa\"/></w:tcPr>");
        paragraphs.forEach(body::append);
        body.append("</w:tc>");
    }

    /** A table that can be neither edited nor deleted. */
    private void table(ReportTable table, int width) {
        control++;
        body.append("<w:sdt><w:sdtPr><w:alias w:val=\"")
                .append(xml("Bảng " + table.id()))
                .append("\"/><w:tag w:val=\"")
                .append(xml(table.id()))
                .append("\"/><w:id w:val=\"")
                .append(control)
                .append("\"/><w:lock w:val=\"sdtContentLocked\"/></w:sdtPr><w:sdtContent>");
        List<ReportTable.Column> columns = table.columns();
        int[] widths = widths(columns, width);
        body.append("<w:tbl><w:tblPr><w:tblW w:w=\"").append(width).append("\" w:type=\"dxa\"/><w:tblBorders>");
        for (String side : List.of("top", "left", "bottom", "right", "insideH", "insideV")) {
            body.append("<w:").append(side).append(" w:val=\"single\" w:sz=\"4\" w:space=\"0\" w:color=\"000000\"/>");
        }
        body.append("</w:tblBorders><w:tblLayout w:type=\"fixed\"/><w:tblCellMar><w:left w:w=\"40\" w:type=\"dxa\"/>")
                .append("<w:right w:w=\"40\" w:type=\"dxa\"/></w:tblCellMar></w:tblPr><w:tblGrid>");
        for (int w : widths) {
            body.append("<w:gridCol w:w=\"").append(w).append("\"/>");
        }
        body.append("</w:tblGrid>");
        heads(columns, widths);
        for (ReportTable.Row row : table.rows()) {
            body.append("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (int i = 0; i < columns.size(); i++) {
                String text = i < row.cells().size() ? row.cells().get(i) : "";
                String style = columns.get(i).left() ? "CellLeft" : "Cell";
                cell(p(row.total() ? style + "Bold" : style, text), widths[i], "");
            }
            body.append("</w:tr>");
        }
        body.append("</w:tbl></w:sdtContent></w:sdt>");
    }

    private void heads(List<ReportTable.Column> columns, int[] widths) {
        boolean grouped = columns.stream().anyMatch(c -> !c.group().isEmpty());
        body.append("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (int i = 0; i < columns.size(); ) {
            ReportTable.Column column = columns.get(i);
            if (column.group().isEmpty()) {
                cell(p("CellBold", column.name()), widths[i], grouped ? "<w:vMerge w:val=\"restart\"/>" : "");
                i++;
                continue;
            }
            int end = i;
            int width = 0;
            while (end < columns.size() && columns.get(end).group().equals(column.group())) {
                width += widths[end++];
            }
            cell(p("CellBold", column.group()), width, "<w:gridSpan w:val=\"" + (end - i) + "\"/>");
            i = end;
        }
        body.append("</w:tr>");
        if (!grouped) {
            return;
        }
        body.append("<w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (int i = 0; i < columns.size(); i++) {
            boolean alone = columns.get(i).group().isEmpty();
            cell(p("CellBold", alone ? "" : columns.get(i).name()), widths[i], alone ? "<w:vMerge/>" : "");
        }
        body.append("</w:tr>");
    }

    private static int[] widths(List<ReportTable.Column> columns, int width) {
        int[] widths = new int[columns.size()];
        int parts = 0;
        for (ReportTable.Column column : columns) {
            parts += part(column);
        }
        int left = width;
        for (int i = 0; i < widths.length; i++) {
            widths[i] = i == widths.length - 1 ? left : width * part(columns.get(i)) / parts;
            left -= widths[i];
        }
        return widths;
    }

    private static int part(ReportTable.Column column) {
        return column.left()
                ? 4
                : column.name().equals("STT") ? 1 : column.name().startsWith("Tỷ lệ hài lòng") ? 3 : 2;
    }

    private void cell(String paragraph, int width, String merge) {
        body.append("<w:tc><w:tcPr><w:tcW w:w=\"")
                .append(width)
                .append("\" w:type=\"dxa\"/>")
                .append(merge)
                .append("<w:vAlign w:val=\"center\"/></w:tcPr>")
                .append(paragraph)
                .append("</w:tc>");
    }

    private void paragraphs(String text) {
        text.lines().filter(l -> !l.isBlank()).forEach(l -> paragraph("BodyText", l.strip()));
    }

    private void paragraph(String style, String text) {
        body.append(p(style, text));
    }

    private static String p(String style, String text) {
        return "<w:p><w:pPr><w:pStyle w:val=\"" + style + "\"/></w:pPr>"
                + (text.isEmpty() ? "" : "<w:r><w:t xml:space=\"preserve\">" + xml(text) + "</w:t></w:r>") + "</w:p>";
    }

    /** A4 with the margins of NĐ 30/2020, page number in the head except on the first page. */
    private static String section(boolean wide) {
        int longer = twips(297);
        int shorter = twips(210);
        return "<w:sectPr><w:headerReference w:type=\"default\" r:id=\"r2\"/><w:headerReference w:type=\"first\" r:id=\"r4\"/>"
                + "<w:footerReference w:type=\"default\" r:id=\"r3\"/><w:footerReference w:type=\"first\" r:id=\"r3\"/><w:pgSz w:w=\""
                + (wide ? longer : shorter) + "\" w:h=\"" + (wide ? shorter : longer) + "\""
                + (wide ? " w:orient=\"landscape\"" : "") + "/><w:pgMar w:top=\"" + twips(22) + "\" w:right=\""
                + twips(wide ? 20 : 17) + "\" w:bottom=\"" + twips(wide ? 20 : 22) + "\" w:left=\""
                + twips(wide ? 20 : 30) + "\" w:header=\"" + twips(10) + "\" w:footer=\"" + twips(8)
                + "\" w:gutter=\"0\"/>" + (wide ? "" : "<w:titlePg/>") + "</w:sectPr>";
    }

    private static String contentTypes() {
        return XML + "<Types xmlns=\"" + PACKAGE + "content-types\">"
                + "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
                + "<Default Extension=\"xml\" ContentType=\"application/xml\"/>"
                + type("/word/document.xml", WORD + "document.main+xml") + type("/word/styles.xml", WORD + "styles+xml")
                + type("/word/header1.xml", WORD + "header+xml") + type("/word/header2.xml", WORD + "header+xml")
                + type("/word/footer1.xml", WORD + "footer+xml")
                + type("/docProps/core.xml", "application/vnd.openxmlformats-package.core-properties+xml") + "</Types>";
    }

    private static String type(String part, String type) {
        return "<Override PartName=\"" + part + "\" ContentType=\"" + type + "\"/>";
    }

    private static String relations(String... relations) {
        return XML + "<Relationships xmlns=\"" + PACKAGE + "relationships\">" + String.join("", relations)
                + "</Relationships>";
    }

    private static String relation(String id, String type, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + type + "\" Target=\"" + target + "\"/>";
    }

    private String core() {
        return XML + "<cp:coreProperties xmlns:cp=\"" + PACKAGE
                + "metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>"
                + xml("Báo cáo " + content.periodName() + ", " + content.unitName()) + "</dc:title><dc:subject>"
                + xml(PdfWriter.subject(stamp)) + "</dc:subject><dc:creator>" + xml(stamp.software())
                + "</dc:creator></cp:coreProperties>";
    }

    private static String pageNumber() {
        return XML + "<w:hdr xmlns:w=\"" + W + "\"><w:p><w:pPr><w:pStyle w:val=\"Centre\"/></w:pPr>"
                + "<w:r><w:fldChar w:fldCharType=\"begin\"/></w:r><w:r><w:instrText xml:space=\"preserve\"> PAGE </w:instrText></w:r>"
                + "<w:r><w:fldChar w:fldCharType=\"separate\"/></w:r><w:r><w:t>2</w:t></w:r>"
                + "<w:r><w:fldChar w:fldCharType=\"end\"/></w:r></w:p></w:hdr>";
    }

    private String foot() {
        return XML + "<w:ftr xmlns:w=\"" + W + "\">" + p("Foot", stamp.left()) + p("Foot", stamp.right()) + "</w:ftr>";
    }

    private static String styles() {
        return XML + "<w:styles xmlns:w=\"" + W + "\"><w:docDefaults><w:rPrDefault><w:rPr>"
                + "<w:rFonts w:ascii=\"Times New Roman\" w:hAnsi=\"Times New Roman\" w:cs=\"Times New Roman\" w:eastAsia=\"Times New Roman\"/>"
                + "<w:color w:val=\"000000\"/><w:sz w:val=\"26\"/><w:szCs w:val=\"26\"/><w:lang w:val=\"vi-VN\"/></w:rPr></w:rPrDefault>"
                + "<w:pPrDefault><w:pPr><w:spacing w:before=\"0\" w:after=\"0\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault>"
                + "</w:docDefaults>" + style("Normal", "", "", true)
                + style(
                        "BodyText",
                        "<w:spacing w:before=\"80\" w:after=\"80\"/><w:ind w:firstLine=\"567\"/><w:jc w:val=\"both\"/>",
                        "")
                + style("Title", "<w:spacing w:before=\"60\"/><w:jc w:val=\"center\"/>", "<w:b/><w:sz w:val=\"28\"/>")
                + style(
                        "Heading1",
                        "<w:keepNext/><w:spacing w:before=\"160\" w:after=\"40\"/><w:ind w:firstLine=\"567\"/><w:outlineLvl w:val=\"0\"/>",
                        "<w:b/>")
                + style("TableName", "<w:keepNext/><w:jc w:val=\"right\"/>", "<w:i/><w:sz w:val=\"22\"/>")
                + style(
                        "Note",
                        "<w:spacing w:before=\"40\" w:after=\"60\"/><w:jc w:val=\"both\"/>",
                        "<w:i/><w:sz w:val=\"21\"/>")
                + style("Centre", "<w:jc w:val=\"center\"/>", "")
                + style("CentreItalic", "<w:jc w:val=\"center\"/>", "<w:i/>")
                + style("HeadCaps", "<w:jc w:val=\"center\"/>", "<w:b/><w:sz w:val=\"23\"/>")
                + style("Motto", "<w:jc w:val=\"center\"/>", "<w:b/><w:u w:val=\"single\"/>")
                + style("Signature", "<w:keepNext/><w:jc w:val=\"center\"/>", "<w:b/>")
                + style("To", "", "<w:b/><w:i/><w:sz w:val=\"24\"/>") + style("ToList", "", "<w:sz w:val=\"22\"/>")
                + style("Cell", "<w:jc w:val=\"center\"/>", "<w:sz w:val=\"19\"/>")
                + style("CellBold", "<w:keepNext/><w:jc w:val=\"center\"/>", "<w:b/><w:sz w:val=\"19\"/>")
                + style("CellLeft", "", "<w:sz w:val=\"19\"/>")
                + style("CellLeftBold", "", "<w:b/><w:sz w:val=\"19\"/>")
                + style("Foot", "", "<w:sz w:val=\"15\"/>") + "</w:styles>";
    }

    private static String style(String id, String paragraph, String run) {
        return style(id, paragraph, run, false);
    }

    private static String style(String id, String paragraph, String run, boolean usual) {
        return "<w:style w:type=\"paragraph\"" + (usual ? " w:default=\"1\"" : "") + " w:styleId=\"" + id
                + "\"><w:name w:val=\"" + id + "\"/>" + (usual ? "" : "<w:basedOn w:val=\"Normal\"/>") + "<w:pPr>"
                + paragraph + "</w:pPr><w:rPr>" + run + "</w:rPr></w:style>";
    }

    private static String xml(String text) {
        return Html.text(text.replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", ""))
                .toString();
    }
}
