package motcua.kiosk.slip;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.GlyphVector;
import java.awt.font.LineMetrics;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import motcua.bridge.printer.Raster;

/**
 * A strip of paper that is filled from the top. Sizes are dots, 8 to a millimetre; a text's size is that of its em, its line height a
 * multiple of it.
 */
final class SlipSheet {
    /** White on the left and right. */
    static final int MARGIN = 12;

    private static final int LONGEST = 4_000;
    private static final int GROWTH = 512;
    private static final int HALF_COVERED = 128;

    private final int width;
    private final List<Slip.Line> lines = new ArrayList<>();
    private BufferedImage image;
    private Graphics2D pen;
    private int y;

    SlipSheet(int width) {
        this.width = width;
        image = new BufferedImage(width, GROWTH, BufferedImage.TYPE_BYTE_GRAY);
        pen = pen(image);
    }

    private static Graphics2D pen(BufferedImage on) {
        Graphics2D pen = on.createGraphics();
        pen.setColor(Color.WHITE);
        pen.fillRect(0, 0, on.getWidth(), on.getHeight());
        pen.setColor(Color.BLACK);
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        return pen;
    }

    /** A text in one font. */
    record Run(String text, SlipFont font, double size) {
        double width() {
            return font.width(text, size);
        }
    }

    int y() {
        return y;
    }

    void moveTo(int row) {
        y = row;
        ensure(y);
    }

    void space(int rows) {
        moveTo(y + rows);
    }

    int inner() {
        return width - 2 * MARGIN;
    }

    private void ensure(int rows) {
        if (rows > LONGEST) {
            throw new IllegalArgumentException("a slip of " + rows + " rows is too long");
        }
        if (rows > image.getHeight()) {
            BufferedImage longer = new BufferedImage(width, rows + GROWTH, BufferedImage.TYPE_BYTE_GRAY);
            Graphics2D onLonger = pen(longer);
            onLonger.drawImage(image, 0, 0, null);
            pen.dispose();
            image = longer;
            pen = onLonger;
        }
    }

    /** Texts one after another at a place, as one line; the sheet's row does not move. */
    void put(int x, double lineHeight, Run... runs) {
        int height = 0;
        double across = 0;
        StringBuilder text = new StringBuilder();
        for (Run run : runs) {
            height = Math.max(height, (int) Math.round(run.size * lineHeight));
            text.append(run.text);
        }
        ensure(y + height);
        for (Run run : runs) {
            draw(run, x + across, y + baseline(run, height), 1);
            across += run.width();
        }
        note(text.toString(), x, across, height);
    }

    private void note(String text, int x, double across, int height) {
        int left = Math.max(0, x - 2);
        lines.add(new Slip.Line(text, left, y, Math.min(width - left, (int) Math.ceil(across) + 4), height));
    }

    private static double baseline(Run run, int height) {
        LineMetrics metrics = run.font.at(run.size).getLineMetrics(run.text, SlipFont.CONTEXT);
        return (height - metrics.getAscent() - metrics.getDescent()) / 2 + metrics.getAscent();
    }

    private void draw(Run run, double x, double baseline, double narrower) {
        GlyphVector glyphs = run.font.at(run.size).createGlyphVector(SlipFont.CONTEXT, run.text);
        AffineTransform place = AffineTransform.getTranslateInstance(x, baseline);
        place.scale(narrower, 1);
        pen.fill(place.createTransformedShape(glyphs.getOutline()));
    }

    /** A line from the left margin. */
    void left(double lineHeight, Run... runs) {
        put(MARGIN, lineHeight, runs);
        space(height(lineHeight, runs));
    }

    private static int height(double lineHeight, Run... runs) {
        return Arrays.stream(runs)
                .mapToInt(run -> (int) Math.round(run.size * lineHeight))
                .max()
                .orElse(0);
    }

    /** Lines in the middle, broken where they must be. */
    void centred(Run run, double lineHeight) {
        for (String line : broken(run, inner())) {
            Run one = new Run(line, run.font, run.size);
            put((int) Math.round((width - one.width()) / 2), lineHeight, one);
            space(height(lineHeight, one));
        }
    }

    /** Text from the left margin in lines at most this wide. */
    void flowing(Run run, double lineHeight, int within) {
        for (String line : broken(run, within)) {
            left(lineHeight, new Run(line, run.font, run.size));
        }
    }

    /** A label and what it says; what does not fit beside it goes below. */
    void labelled(Run label, Run value, double lineHeight, int within) {
        if (label.width() + value.width() <= within) {
            left(lineHeight, label, value);
            return;
        }
        List<String> rest = new ArrayList<>(List.of(value.text.split(" ")));
        StringBuilder beside = new StringBuilder();
        while (!rest.isEmpty() && label.width() + value.font.width(beside + rest.get(0), value.size) <= within) {
            beside.append(rest.remove(0)).append(' ');
        }
        left(lineHeight, label, new Run(beside.toString().strip(), value.font, value.size));
        flowing(new Run(String.join(" ", rest), value.font, value.size), lineHeight, within);
    }

    /** Something at the left, this far in, and something at the right: in one line, or in two if it must be. */
    void both(int indent, Run left, Run right, double lineHeight) {
        put(MARGIN + indent, lineHeight, left);
        if (indent + left.width() + right.width() > inner()) {
            space(height(lineHeight, left));
        }
        put(width - MARGIN - (int) Math.ceil(right.width()), lineHeight, right);
        space(height(lineHeight, left, right));
    }

    /** White on black across the sheet. */
    void flag(Run run, double lineHeight) {
        int height = (int) Math.round(run.size * lineHeight);
        ensure(y + height);
        pen.fillRect(MARGIN, y, inner(), height);
        pen.setColor(Color.WHITE);
        put((int) Math.round((width - run.width()) / 2), lineHeight, run);
        pen.setColor(Color.BLACK);
        space(height);
    }

    /**
     * The number: as large as asked if it fits, else smaller down to the least size, else narrower.
     *
     * @return the first row with something black
     */
    int number(String text, double size, double least) {
        double fits = size * Math.min(1, inner() / SlipFont.NUMBER.width(text, size));
        Run run = new Run(text, SlipFont.NUMBER, Math.max(least, fits));
        double narrower = Math.min(1, inner() / run.width());
        int height = (int) Math.round(run.size);
        ensure(y + height);
        double across = run.width() * narrower;
        int x = (int) Math.round((width - across) / 2);
        draw(run, x, y + baseline(run, height), narrower);
        note(text, x, across, height);
        int top = y;
        while (top < y + height && white(top)) {
            top++;
        }
        space(height);
        return top;
    }

    private boolean white(int row) {
        for (int x = 0; x < width; x++) {
            if (image.getRaster().getSample(x, row, 0) < HALF_COVERED) {
                return false;
            }
        }
        return true;
    }

    /** A line across, dashed if there are dots of a dash. */
    void rule(int thick, int dash) {
        ensure(y + thick);
        for (int x = MARGIN; x < width - MARGIN; x += dash == 0 ? inner() : 2 * dash) {
            pen.fillRect(x, y, Math.min(dash == 0 ? inner() : dash, width - MARGIN - x), thick);
        }
        space(thick);
    }

    /** Black squares at a place; the sheet's row does not move. */
    void squares(QrCode code, int x, int top, int dots) {
        ensure(top + code.size() * dots);
        for (int row = 0; row < code.size(); row++) {
            for (int column = 0; column < code.size(); column++) {
                if (code.black(column, row)) {
                    pen.fillRect(x + column * dots, top + row * dots, dots, dots);
                }
            }
        }
    }

    /** Words in lines; one that is wider than a line is broken where it must be. */
    private static List<String> broken(Run run, int within) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String word : run.text.split(" ")) {
            String longer = line.isEmpty() ? word : line + " " + word;
            if (run.font.width(longer, run.size) <= within) {
                line = longer;
                continue;
            }
            if (!line.isEmpty()) {
                lines.add(line);
            }
            line = word;
            while (run.font.width(line, run.size) > within && line.length() > 1) {
                int fits = line.length() - 1;
                while (fits > 1 && run.font.width(line.substring(0, fits), run.size) > within) {
                    fits--;
                }
                lines.add(line.substring(0, fits));
                line = line.substring(fits);
            }
        }
        if (!line.isEmpty()) {
            lines.add(line);
        }
        return lines;
    }

    /** The strip down to the row reached. */
    Slip slip(int numberTop) {
        byte[] dots = new byte[width / 8 * y];
        int[] row = new int[width];
        for (int line = 0; line < y; line++) {
            image.getRaster().getSamples(0, line, width, 1, 0, row);
            for (int x = 0; x < width; x++) {
                if (row[x] < HALF_COVERED) {
                    dots[line * (width / 8) + x / 8] |= (byte) (0x80 >> (x % 8));
                }
            }
        }
        pen.dispose();
        return new Slip(new Raster(width, dots), numberTop < 0 ? y : numberTop, lines);
    }
}
