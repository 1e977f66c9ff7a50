package motcua.acceptance.printer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import motcua.bridge.printer.Raster;
import motcua.bridge.simulated.VirtualPrinter;

/** The paper that came out of a printer since somebody last tore it off, row by row, whatever hangs out included. */
final class PaperStrip {
    /** One dot of a row may have been added so that dots spell no command. */
    private static final int DOTS_ADDED = 2;

    private final VirtualPrinter printer;
    private final List<byte[]> cut = new ArrayList<>();
    private int cuts;

    PaperStrip(VirtualPrinter printer) {
        this.printer = printer;
    }

    /** Takes all of it away. What hangs out stays on the printer, and belongs to the next. */
    void tearOff() {
        rows();
        cut.clear();
    }

    /** All rows so far. */
    private List<byte[]> rows() {
        synchronized (printer) {
            List<Raster> slips = printer.slips();
            int fresh = printer.slipsCut() - cuts;
            if (fresh > slips.size()) {
                throw new IllegalStateException(fresh + " slips at once");
            }
            cuts += fresh;
            slips.subList(slips.size() - fresh, slips.size()).forEach(slip -> add(cut, slip));
            List<byte[]> all = new ArrayList<>(cut);
            printer.hanging().ifPresent(slip -> add(all, slip));
            return all;
        }
    }

    private static void add(List<byte[]> to, Raster paper) {
        for (int y = 0; y < paper.height(); y++) {
            to.add(paper.rows(y, y + 1));
        }
    }

    /** How often these rows of a slip are on the paper, one below another. */
    int count(Raster slip, int from, int to) {
        List<byte[]> strip = rows();
        byte[][] wanted = new byte[to - from][];
        Arrays.setAll(wanted, y -> slip.rows(from + y, from + y + 1));
        int found = 0;
        for (int start = 0; start + wanted.length <= strip.size(); start++) {
            int y = 0;
            while (y < wanted.length && same(strip.get(start + y), wanted[y])) {
                y++;
            }
            if (y == wanted.length) {
                found++;
                start += wanted.length - 1;
            }
        }
        return found;
    }

    private static boolean same(byte[] a, byte[] b) {
        int dots = 0;
        for (int i = 0; i < a.length && dots <= DOTS_ADDED; i++) {
            dots += Integer.bitCount((a[i] ^ b[i]) & 0xFF);
        }
        return dots <= DOTS_ADDED;
    }
}
