package motcua.kiosk.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import motcua.bridge.gpio.GpioRow;

/**
 * The Pi's own keys and lamps, by what they do; absent if there are none.
 *
 * @param keys {@code next-N} is the clerk key of counter N, {@code rate-N-K} key K of the rating row at counter N,
 *     {@code ticket-A} takes a ticket of the series A, {@code ticket-priority} one with priority
 * @param lamps {@code invite-N} is lit while counter N asks for a rating
 */
public record GpioConfig(Optional<GpioRow> keys, Optional<GpioRow> lamps) {
    private static final String COUNTER = "([1-9]|[1-9][0-9]|1[0-9][0-9]|2[0-4][0-9]|25[0-5])";

    /** What a key may be called; groups are the counters, the key of a rating row, and what a ticket key takes. */
    public static final Pattern KEY =
            Pattern.compile("next-" + COUNTER + "|rate-" + COUNTER + "-([1-5])|ticket-([A-Z]|priority)");

    /** What a lamp may be called; the group is the counter. */
    public static final Pattern LAMP = Pattern.compile("invite-" + COUNTER);

    static GpioConfig read(Keys file) throws ConfigError {
        Optional<GpioRow> keys =
                row(file, "gpio.keys", KEY, "next-COUNTER, rate-COUNTER-KEY, ticket-LETTER or ticket-priority");
        Optional<GpioRow> lamps = row(file, "gpio.lamps", LAMP, "invite-COUNTER");
        if (keys.isPresent() && lamps.isPresent()) {
            if (!keys.get().chip().equals(lamps.get().chip())) {
                throw file.refused("gpio.lamps", "keys and lamps must be on one chip");
            }
            List<Integer> taken =
                    keys.get().lines().stream().map(GpioRow.Line::number).toList();
            for (GpioRow.Line lamp : lamps.get().lines()) {
                if (taken.contains(lamp.number())) {
                    throw file.refused("gpio.lamps", "line " + lamp.number() + " is a key already");
                }
            }
        }
        return new GpioConfig(keys, lamps);
    }

    private static Optional<GpioRow> row(Keys file, String key, Pattern names, String form) throws ConfigError {
        String text = file.optional(key);
        if (text == null) {
            return Optional.empty();
        }
        GpioRow row;
        try {
            row = GpioRow.parse(text);
        } catch (IllegalArgumentException e) {
            throw file.refused(key, e.getMessage() + "; write NAME=LINE, with commas between");
        }
        for (GpioRow.Line line : row.lines()) {
            if (!names.matcher(line.name()).matches()) {
                throw file.refused(key, line.name() + " must be named " + form);
            }
        }
        return Optional.of(row);
    }
}
