package motcua.kiosk.print;

/**
 * What is left of the roll, by what was printed since somebody said that a new one was put in.
 *
 * @param rollMm length of the roll when it was new
 * @param usedMm fed since then
 * @param tickets how many more tickets like the last ones it gives; 0 if it should be empty
 */
public record PaperLeft(long rollMm, long usedMm, int tickets) {}
