package motcua.kiosk.slip;

import java.net.URI;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;

/** Slips to draw in tests. */
public final class Slips {
    public static final URI LOOK_UP = URI.create("https://motcua.example/x/vi-du");

    private Slips() {}

    public static TicketSlip ticket() {
        return new TicketSlip(
                "00000000000000a1",
                "UBND xã Ví Dụ",
                "A020",
                "Chứng thực",
                List.of(1, 2, 3),
                7,
                new TicketSlip.Wait(15, 25),
                LocalDateTime.of(2025, 9, 15, 8, 42),
                false,
                false,
                false,
                false,
                false,
                LOOK_UP);
    }

    /** The same with marks. */
    public static TicketSlip with(
            TicketSlip slip, boolean priority, boolean reprint, boolean practising, boolean simulated, boolean large) {
        return new TicketSlip(
                slip.ticket(),
                slip.office(),
                slip.label(),
                slip.subject(),
                slip.counters(),
                slip.ahead(),
                slip.expected(),
                slip.issuedAt(),
                priority,
                reprint,
                practising,
                simulated,
                large,
                slip.lookUp());
    }

    public static DaySlip day() {
        return new DaySlip(
                "UBND xã Ví Dụ",
                LocalDate.of(2025, 9, 15),
                LocalDateTime.of(2025, 9, 15, 17, 6),
                63,
                41,
                13,
                2,
                2,
                3,
                1,
                1,
                4,
                48_871,
                0,
                "9c417e02b8d51f6a03e7c92b5d80a4f16e3d20b7f8941c5e7a06d3b248ef915c",
                false);
    }
}
