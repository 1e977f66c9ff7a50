package motcua.bridge.printer;

import static java.util.Objects.requireNonNull;

/**
 * A slip to print and cut off.
 *
 * @param id names the job in what the driver tells about it
 * @param numberTop first row that shows something of the number; a copy of which nothing below this row was sent shows no number. At
 *     most the height, which means that the slip has none
 */
public record PrintJob(String id, Raster raster, int numberTop) {
    public PrintJob {
        requireNonNull(id, "id");
        requireNonNull(raster, "raster");
        if (numberTop < 0 || numberTop > raster.height()) {
            throw new IllegalArgumentException("row " + numberTop + " is not on the slip");
        }
    }
}
