package motcua.kiosk.slip;

import java.util.List;
import motcua.bridge.printer.Raster;

/**
 * A drawn slip.
 *
 * @param numberTop first row that shows something of the ticket's number; the height on a slip without one
 * @param lines what stands on it, from the top
 */
public record Slip(Raster raster, int numberTop, List<Line> lines) {
    public Slip {
        lines = List.copyOf(lines);
    }

    /** Height in millimetres, rounded up, without the way to the knife. */
    public int millimetres() {
        return (raster.height() + Raster.DOTS_PER_MM - 1) / Raster.DOTS_PER_MM;
    }

    /** One line of text, and the rectangle of dots in which it stands. */
    public record Line(String text, int x, int y, int width, int height) {}
}
