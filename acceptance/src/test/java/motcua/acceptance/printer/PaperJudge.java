package motcua.acceptance.printer;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import motcua.bridge.printer.Raster;
import motcua.bridge.printer.RasterPng;
import motcua.kiosk.slip.Slip;

/**
 * Reads paper with Tesseract, as far as it reads Vietnamese, and with zbarimg.
 *
 * <p>Tesseract reads the same dots differently at different sizes, so each line is shown to it at several; what counts is its best
 * reading. Not told apart are hyphens and dashes, and the digit 0 and the letter O beside digits: the font draws them alike.
 */
final class PaperJudge {
    /** Enlargements that are tried, one after another, until a line is read well. */
    private static final double[] SIZES = {1.5, 1, 1.25, 2, 1.75, 2.5};
    /** Characters that may be wrong of a hundred. */
    static final double LIMIT = 0.01;

    private static final int WHITE = 15;
    private static final int NUMBER_ROWS = 60;
    private static final long PATIENCE_S = 300;

    private final Path folder;

    PaperJudge(Path folder) {
        this.folder = folder;
    }

    /**
     * What was read of a slip.
     *
     * @param wrong by line as it should read: what was read instead, best of all tries
     * @param lines how many lines of text were judged
     * @param worst share of wrong characters in the worst line
     * @param number the ticket's number as read, empty if the slip has none
     * @param code the QR code as read, empty if none was found
     */
    record Reading(Map<String, String> wrong, int lines, double worst, String number, String code) {}

    /** Reads what came out at the places where the slip's lines should be. */
    Reading read(Raster paper, Slip slip, String label) throws Exception {
        return read(RasterPng.of(paper), slip, label);
    }

    /** The same of a picture of the paper, as PNG. */
    Reading read(byte[] paper, Slip slip, String label) throws Exception {
        Path page = Files.write(folder.resolve("page.png"), paper);
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(paper));
        List<Slip.Line> open = new ArrayList<>(slip.lines());
        open.removeIf(line -> line.text().equals(label));
        int lines = open.size();
        Map<Slip.Line, String> best = new LinkedHashMap<>();
        double worst = 0;
        for (double size : SIZES) {
            List<String> read = lines(image, open, size);
            for (int i = open.size() - 1; i >= 0; i--) {
                Slip.Line line = open.get(i);
                String before = best.get(line);
                if (before == null || errors(line, read.get(i)) < errors(line, before)) {
                    best.put(line, read.get(i));
                }
                if (errors(line, best.get(line)) <= LIMIT) {
                    open.remove(i);
                }
            }
            if (open.isEmpty()) {
                break;
            }
        }
        Map<String, String> wrong = new LinkedHashMap<>();
        for (Slip.Line line : open) {
            wrong.put(line.text(), best.get(line));
        }
        for (Map.Entry<Slip.Line, String> each : best.entrySet()) {
            worst = Math.max(worst, errors(each.getKey(), each.getValue()));
        }
        String number = "";
        for (Slip.Line line : slip.lines()) {
            if (line.text().equals(label)) {
                number = number(image, line);
            }
        }
        return new Reading(wrong, lines, worst, number, code(page));
    }

    private static double errors(Slip.Line line, String read) {
        String wanted = plain(line.text());
        String got = plain(read);
        if (isFigures(line)) {
            wanted = wanted.replace(" ", "");
            got = got.replace(" ", "");
        }
        return (double) distance(wanted, got) / wanted.length();
    }

    /** Spaces between figures are gaps for the eye, as wide as the font has them. */
    private static boolean isFigures(Slip.Line line) {
        return line.text().matches("[0-9a-f.– /]+");
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC)
                .replace('\u00A0', ' ')
                .replaceAll("[–—~]", "-")
                .replaceAll("O(?=[0-9])|(?<=[0-9])O", "0")
                .strip();
    }

    /** Least number of characters to change, put in or take out. */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(change, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }

    private List<String> lines(BufferedImage page, List<Slip.Line> lines, double size) throws Exception {
        List<String> read = new ArrayList<>(java.util.Collections.nCopies(lines.size(), ""));
        // Figures alone are read as figures; without words around them nobody can tell 0 from O.
        for (boolean figures : new boolean[] {false, true}) {
            List<Integer> which = new ArrayList<>();
            StringBuilder list = new StringBuilder();
            for (int i = 0; i < lines.size(); i++) {
                if (isFigures(lines.get(i)) == figures) {
                    Path file = folder.resolve("line-" + i + ".png");
                    crop(page, lines.get(i), size, file);
                    list.append(file).append('\n');
                    which.add(i);
                }
            }
            if (which.isEmpty()) {
                continue;
            }
            Path names = Files.writeString(folder.resolve("lines.txt"), list);
            List<String> command = new ArrayList<>(
                    List.of("tesseract", names.toString(), "stdout", "-l", figures ? "eng" : "vie", "--psm", "7"));
            if (figures) {
                command.addAll(List.of("-c", "tessedit_char_whitelist=0123456789abcdef.-/"));
            }
            String[] pages = run(command).split("\f", -1);
            for (int i = 0; i < which.size() && i < pages.length; i++) {
                read.set(which.get(i), pages[i].strip());
            }
        }
        return read;
    }

    private static void crop(BufferedImage page, Slip.Line line, double size, Path file) throws IOException {
        int height = Math.min(line.height(), page.getHeight() - line.y());
        int width = Math.min(line.width(), page.getWidth() - line.x());
        if (height <= 0) {
            ImageIO.write(new BufferedImage(50, 50, BufferedImage.TYPE_BYTE_GRAY), "png", file.toFile());
            return;
        }
        BufferedImage cut = page.getSubimage(line.x(), line.y(), width, height);
        // The corner is paper, or the ink of a line that is white on black.
        int ground = cut.getRGB(0, 0);
        BufferedImage shown = new BufferedImage(
                (int) (width * size) + 2 * WHITE, (int) (height * size) + 2 * WHITE, BufferedImage.TYPE_BYTE_GRAY);
        Graphics2D pen = shown.createGraphics();
        pen.setColor(new Color(ground));
        pen.fillRect(0, 0, shown.getWidth(), shown.getHeight());
        pen.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        pen.drawImage(cut, WHITE, WHITE, (int) (width * size), (int) (height * size), null);
        pen.dispose();
        ImageIO.write(shown, "png", file.toFile());
    }

    private String number(BufferedImage page, Slip.Line line) throws Exception {
        Path file = folder.resolve("number.png");
        crop(page, line, (double) NUMBER_ROWS / line.height(), file);
        return run(List.of(
                        "tesseract",
                        file.toString(),
                        "stdout",
                        "-l",
                        "eng",
                        "--psm",
                        "8",
                        "-c",
                        "tessedit_char_whitelist=ABCDEGHKLMNPTV0123456789"))
                .replace("\f", "")
                .strip();
    }

    private String code(Path page) throws Exception {
        Process process = new ProcessBuilder("zbarimg", "--raw", "-q", page.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String read = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        end(process, "zbarimg");
        return read;
    }

    private String run(List<String> command) throws Exception {
        File errors = folder.resolve("errors.txt").toFile();
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(errors);
        builder.environment().put("OMP_THREAD_LIMIT", "1");
        Process process = builder.start();
        String read = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (end(process, command.get(0)) != 0) {
            throw new IllegalStateException(command + " failed: " + Files.readString(errors.toPath()));
        }
        return read;
    }

    private static int end(Process process, String name) throws InterruptedException {
        if (!process.waitFor(PATIENCE_S, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException(name + " did not end within " + PATIENCE_S + " s");
        }
        return process.exitValue();
    }
}
