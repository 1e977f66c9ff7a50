package motcua.kiosk.setup;

import io.javalin.http.BadRequestResponse;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import motcua.contract.body.AnchorSource;
import motcua.kiosk.calendar.OfficeCalendar;
import org.jspecify.annotations.Nullable;

/** Sets the kiosk's clock as a person says, if that can be. Safe for any thread. */
public final class HandClock {
    /** A person reads a watch to the minute. */
    private static final long PERSON_ERROR_MS = 60_000;

    private static final int EARLIEST_YEAR = 2025;
    private static final int LATEST_YEAR = 2100;

    private final SetupRoutes.Clock clock;

    public HandClock(SetupRoutes.Clock clock) {
        this.clock = clock;
    }

    /**
     * Takes the time for true from here on, and writes so.
     *
     * @param local date and time here, {@code yyyy-MM-ddTHH:mm}
     * @throws BadRequestResponse if it is no time, or cannot be the time now; the message is for the person
     */
    public void set(@Nullable String local) {
        try {
            LocalDateTime time = LocalDateTime.parse(local == null ? "" : local);
            if (time.getYear() < EARLIEST_YEAR || time.getYear() > LATEST_YEAR) {
                throw new BadRequestResponse("Xin kiểm tra lại năm");
            }
            long wallMs = time.atZone(OfficeCalendar.HERE).toInstant().toEpochMilli();
            if (!clock.possible(wallMs, PERSON_ERROR_MS)) {
                throw new BadRequestResponse("Giờ này trái với giờ chuẩn mà máy đã biết; xin kiểm tra lại ngày và giờ");
            }
            clock.learned(wallMs, PERSON_ERROR_MS, AnchorSource.PERSON);
        } catch (DateTimeException e) {
            throw new BadRequestResponse("Xin nhập ngày và giờ");
        }
    }

    /**
     * A date and time to propose to a person who is asked for them.
     *
     * @param earliest the day it is at least, yyyy-MM-dd, or empty if none is known
     * @return yyyy-MM-ddTHH:mm; its time is 00:00 where the kiosk has no idea of it
     */
    public String proposal(String earliest) {
        LocalDateTime told = LocalDateTime.ofInstant(Instant.ofEpochMilli(clock.wallMs()), OfficeCalendar.HERE);
        boolean possible = told.getYear() >= EARLIEST_YEAR
                && told.toLocalDate().toString().compareTo(earliest) >= 0
                && clock.possible(clock.wallMs(), PERSON_ERROR_MS);
        return possible || earliest.isEmpty()
                ? told.truncatedTo(ChronoUnit.MINUTES).toString()
                : LocalDate.parse(earliest).atStartOfDay().toString();
    }
}
