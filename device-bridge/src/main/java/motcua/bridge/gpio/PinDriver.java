package motcua.bridge.gpio;

import java.io.IOException;

/** A way to a chip's lines. */
interface PinDriver {
    /**
     * Takes the lines; all or none.
     *
     * @param sink is told of presses from now on
     * @throws IOException why they cannot be had, in one line for the technician
     */
    TakenPins take(Wiring wiring, PinSink sink) throws IOException;
}
