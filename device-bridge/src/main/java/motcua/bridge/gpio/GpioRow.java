package motcua.bridge.gpio;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A row of keys or lamps and the lines they are wired to.
 *
 * @param chip part of the label of the GPIO chip; never a chip number, which changes from kernel to kernel
 * @param lines name and line of each, in order
 * @param debounceUs a key's contact must be stable this long, in microseconds, 0 to 1 000 000; without meaning for lamps
 */
public record GpioRow(String chip, List<Line> lines, long debounceUs) {
    /** What Raspberry Pi chips with a header are called: pinctrl-bcm2835, pinctrl-bcm2711, pinctrl-rp1. Pi4J opens no other. */
    public static final String HEADER_CHIP = "pinctrl";

    /** Twice the 10 ms that data sheets of arcade and panel keys give as bounce time. */
    public static final long USUAL_DEBOUNCE_US = 20_000;

    private static final long LONGEST_DEBOUNCE_US = 1_000_000;

    public GpioRow {
        requireNonNull(chip, "chip");
        lines = List.copyOf(lines);
        if (chip.isBlank() || chip.matches("(/dev/)?gpiochip[0-9]*")) {
            throw new IllegalArgumentException(
                    "chip must be part of a chip's label, such as pinctrl-rp1, not \"" + chip + "\"");
        }
        if (lines.isEmpty()) {
            throw new IllegalArgumentException("no line is named");
        }
        if (debounceUs < 0 || debounceUs > LONGEST_DEBOUNCE_US) {
            throw new IllegalArgumentException("debounce must be 0 to 1000000 microseconds, not " + debounceUs);
        }
        Set<String> names = new HashSet<>();
        Set<Integer> numbers = new HashSet<>();
        for (Line line : lines) {
            if (!names.add(line.name())) {
                throw new IllegalArgumentException("two lines are named " + line.name());
            }
            if (!numbers.add(line.number())) {
                throw new IllegalArgumentException("line " + line.number() + " is used twice");
            }
        }
    }

    /**
     * Reads {@code next-1=17, next-2=27, debounce=20000, chip=pinctrl-rp1}: names with their lines, and if wanted the
     * debounce time in microseconds and the chip.
     *
     * @throws IllegalArgumentException with what is wrong, in words for the technician
     */
    public static GpioRow parse(String text) {
        String chip = HEADER_CHIP;
        long debounceUs = USUAL_DEBOUNCE_US;
        List<Line> lines = new ArrayList<>();
        for (String part : text.split(",", -1)) {
            int equals = part.indexOf('=');
            if (equals < 0) {
                throw new IllegalArgumentException("\"" + part.strip() + "\" is not of the form name=line");
            }
            String name = part.substring(0, equals).strip();
            String value = part.substring(equals + 1).strip();
            switch (name) {
                case "chip" -> chip = value;
                case "debounce" -> debounceUs = number(name, value);
                default -> lines.add(new Line(name, (int) Math.min(number(name, value), Integer.MAX_VALUE)));
            }
        }
        return new GpioRow(chip, lines, debounceUs);
    }

    private static long number(String name, String value) {
        if (!value.matches("[0-9]{1,9}")) {
            throw new IllegalArgumentException(name + " must be a number, not \"" + value + "\"");
        }
        return Long.parseLong(value);
    }

    /**
     * One key or lamp.
     *
     * @param name lower-case letters, digits and hyphens
     * @param number line of the chip, as printed "GPIO17" on wiring plans; 0 to 27 are on the header
     */
    public record Line(String name, int number) {
        private static final int HIGHEST = 27;

        public Line {
            if (!name.matches("[a-z0-9]+(-[a-z0-9]+)*")) {
                throw new IllegalArgumentException(
                        "a name must be of lower-case letters, digits and hyphens, not \"" + name + "\"");
            }
            if (number < 0 || number > HIGHEST) {
                throw new IllegalArgumentException(
                        name + " must be on one of the header's lines 0 to 27, not on " + number);
            }
        }
    }
}
