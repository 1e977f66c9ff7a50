package motcua.bridge.gpio;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What is wired to one chip.
 *
 * @param chip part of the chip's label
 * @param keys from the line to ground, with the chip's own pull-up: low = pressed
 * @param debounceUs how long a key's contact must be stable, in microseconds
 * @param lamps high = lit
 */
record Wiring(String chip, List<GpioRow.Line> keys, long debounceUs, List<GpioRow.Line> lamps) {
    Wiring {
        keys = List.copyOf(keys);
        lamps = List.copyOf(lamps);
    }

    /** @throws IllegalArgumentException if the two rows want one line, or two chips */
    static Wiring of(Optional<GpioRow> keyRow, Optional<GpioRow> lampRow) {
        List<String> chips = new ArrayList<>();
        keyRow.ifPresent(row -> chips.add(row.chip()));
        lampRow.ifPresent(row -> chips.add(row.chip()));
        if (chips.size() == 2 && !chips.get(0).equals(chips.get(1))) {
            throw new IllegalArgumentException(
                    "keys and lamps must be on one chip, not " + chips.get(0) + " and " + chips.get(1));
        }
        List<GpioRow.Line> keys = keyRow.map(GpioRow::lines).orElse(List.of());
        List<GpioRow.Line> lamps = lampRow.map(GpioRow::lines).orElse(List.of());
        for (GpioRow.Line lamp : lamps) {
            for (GpioRow.Line key : keys) {
                if (lamp.number() == key.number()) {
                    throw new IllegalArgumentException("line " + lamp.number() + " is both the key " + key.name()
                            + " and the lamp " + lamp.name());
                }
            }
        }
        return new Wiring(
                chips.isEmpty() ? GpioRow.HEADER_CHIP : chips.get(0),
                keys,
                keyRow.map(GpioRow::debounceUs).orElse(GpioRow.USUAL_DEBOUNCE_US),
                lamps);
    }
}
