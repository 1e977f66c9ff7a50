package motcua.server.reports;

/** How many days of a report's period an office works. */
interface WorkingDays {
    int of(String office);
}
