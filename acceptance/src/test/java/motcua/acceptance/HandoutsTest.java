package motcua.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The printed handouts fit on the sheets they are made for, and their pictures are there. */
class HandoutsTest {
    private static final Pattern PDF_PAGE = Pattern.compile("/Type\\s*/Page[^s]");
    private static final Pattern PICTURE = Pattern.compile("src=\"\\.\\./pictures/vi/([^\"]+)\"");
    private static final Map<String, Integer> SHEETS = Map.of(
            "the-can-bo.html",
            1,
            "ky-thuat.html",
            4,
            "lanh-dao.html",
            2,
            "nguoi-xem-xet.html",
            1,
            "to-cong-dan.html",
            1);

    @Test
    void eachHandoutFillsTheSheetsItIsMadeForAndShowsItsPictures() throws Exception {
        Path folder = Project.file("docs/vi");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".html")))
                    .containsExactlyInAnyOrderElementsOf(SHEETS.keySet());
        }
        try (Chromium chromium = Chromium.start()) {
            for (Map.Entry<String, Integer> each : SHEETS.entrySet()) {
                Page page = chromium.desk(794, 1123);
                page.navigate(folder.resolve(each.getKey()).toUri().toString());
                page.evaluate("document.fonts.ready");

                assertThat(page.evaluate(
                                "[...document.images].filter(i => !i.complete || i.naturalWidth === 0).length"))
                        .as("pictures missing in %s", each.getKey())
                        .isEqualTo(0);
                byte[] pdf = page.pdf(new Page.PdfOptions().setPreferCSSPageSize(true));
                assertThat(pages(pdf)).as("sheets of %s", each.getKey()).isEqualTo(each.getValue());
            }
        }
    }

    /** What the handouts show, and nothing else, is what tests take: beside it stand the words that the test found there. */
    @Test
    void everyPictureOfTheHandoutsIsOneThatTestsTake() throws Exception {
        Set<String> shown = new TreeSet<>();
        for (String handout : SHEETS.keySet()) {
            Matcher picture =
                    PICTURE.matcher(Files.readString(Project.file("docs/vi").resolve(handout)));
            while (picture.find()) {
                shown.add(picture.group(1));
            }
        }
        try (Stream<Path> files = Files.list(HandoutPicture.FOLDER)) {
            List<Path> kept = files.sorted().toList();
            assertThat(kept.stream().map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".png")))
                    .containsExactlyElementsOf(shown);
            for (String name : shown) {
                assertThat(HandoutPicture.words(HandoutPicture.FOLDER.resolve(name)))
                        .isNotEmptyFile();
            }
            assertThat(kept).hasSize(2 * shown.size());
        }
    }

    /** One command makes them all; their words can be searched and copied with every tone mark. */
    @Test
    void oneCommandMakesTheSheetsAsPdfWithTheirWords(@TempDir Path folder) throws Exception {
        run(folder, List.of(Project.file("script/handouts").toString(), folder.toString()));

        for (Map.Entry<String, Integer> each : SHEETS.entrySet()) {
            Path pdf = folder.resolve(each.getKey().replace(".html", ".pdf"));
            assertThat(pages(Files.readAllBytes(pdf)))
                    .as("sheets of %s", pdf.getFileName())
                    .isEqualTo(each.getValue());
        }
        assertThat(words(folder, "the-can-bo")).contains("Đang phục vụ: hai phím ở dưới không bao giờ đổi chỗ.");
        assertThat(words(folder, "ky-thuat")).contains("mỗi lỗi nói việc phải làm.");
        assertThat(words(folder, "to-cong-dan")).contains("Được gọi, được phục vụ");
    }

    private static String words(Path folder, String name) throws Exception {
        Path text = folder.resolve(name + ".txt");
        run(folder, List.of("pdftotext", folder.resolve(name + ".pdf").toString(), text.toString()));
        return Normalizer.normalize(Files.readString(text), Normalizer.Form.NFC).replaceAll("\\s+", " ");
    }

    private static void run(Path folder, List<String> command) throws Exception {
        Path said = folder.resolve("said.txt");
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(said.toFile())
                .start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES))
                    .as("%s ended", command)
                    .isTrue();
        } finally {
            process.destroyForcibly();
        }
        assertThat(process.exitValue())
                .as("%s said %s", command, Files.readString(said))
                .isZero();
    }

    private static int pages(byte[] pdf) {
        Matcher page = PDF_PAGE.matcher(new String(pdf, StandardCharsets.ISO_8859_1));
        int pages = 0;
        while (page.find()) {
            pages++;
        }
        return pages;
    }
}
