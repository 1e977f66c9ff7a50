package motcua.server.reports;

import java.time.LocalDate;

/** How many days an office works. */
interface WorkingDays {
    int of(String office, LocalDate from, LocalDate to);
}
