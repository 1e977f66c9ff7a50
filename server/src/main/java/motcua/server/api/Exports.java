package motcua.server.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.register.Formula;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionAnswer;
import motcua.server.satisfaction.SatisfactionQuestion;
import motcua.server.satisfaction.SatisfactionRow;
import motcua.server.storage.Database;
import motcua.server.watch.Chore;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Writes the results of units as CSV when a day, week or month is over: safe cells only, never clerks. Looks every ten minutes on the
 * thread {@code exports}; what a stopped server missed of the last period is written when it runs again.
 */
public final class Exports implements AutoCloseable {
    private static final long LOOK_MINUTES = 10;
    private static final Object[] HEAD = {
        "from",
        "to",
        "levels_from",
        "levels_to",
        "unit",
        "by",
        "key",
        "office",
        "mode",
        "scale",
        "served",
        "rated",
        "valid",
        "satisfied",
        "rate",
        "low",
        "high",
        "excluded"
    };

    /** What rows may be of: everything but clerks. */
    public static final Set<String> DIMENSIONS = Set.of("office", "counter", "procedure", "field", "day", "reason");

    private final ExportStore store;
    private final Satisfaction satisfaction;
    private final OrganisationStore organisation;
    private final Chore chore;

    /** Exports of these results; nothing is written before {@link #start}. */
    public Exports(
            ExportStore store,
            Satisfaction satisfaction,
            OrganisationStore organisation,
            Database database,
            Clock clock) {
        this.chore = new Chore("exports", this::writeDue, database, clock);
        this.store = store;
        this.satisfaction = satisfaction;
        this.organisation = organisation;
    }

    /** From now on looks every ten minutes. */
    public void start() {
        chore.start(1, LOOK_MINUTES, TimeUnit.MINUTES);
    }

    /**
     * Writes what is due and not there yet.
     *
     * @throws IllegalStateException if any could not be written; all others were
     */
    public void writeDue() {
        LocalDate today = satisfaction.today();
        List<String> unwritten = new ArrayList<>();
        Throwable last = null;
        for (ExportPlan plan : store.plans()) {
            LocalDate from = first(plan.every(), today);
            LocalDate to = last(plan.every(), from);
            String period = from + "_" + to;
            try {
                if (store.csv(plan.id(), period).isEmpty()) {
                    store.keep(plan.id(), period, csv(plan, from, to));
                }
            } catch (RuntimeException | Error e) {
                // The others go on, whatever it is; who does the chore tells of it.
                unwritten.add(plan.id() + " " + period);
                last = e;
            }
        }
        if (last != null) {
            throw new IllegalStateException(
                    "not written: " + String.join(", ", unwritten) + ": " + last.getMessage(), last);
        }
    }

    private static LocalDate first(ExportPlan.Every every, LocalDate today) {
        return switch (every) {
            case DAY -> today.minusDays(1);
            case WEEK ->
                today.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY)).minusWeeks(1);
            case MONTH -> YearMonth.from(today).minusMonths(1).atDay(1);
        };
    }

    private static LocalDate last(ExportPlan.Every every, LocalDate from) {
        return switch (every) {
            case DAY -> from;
            case WEEK -> from.plusDays(6);
            case MONTH -> YearMonth.from(from).atEndOfMonth();
        };
    }

    private String csv(ExportPlan plan, LocalDate from, LocalDate to) {
        Set<String> offices = organisation.tree(satisfaction.today().toString()).offices(plan.unit());
        SatisfactionAnswer answer = satisfaction.safe(new SatisfactionQuestion(
                Dimension.ofParam(plan.dimension()).orElse(Dimension.OFFICE),
                from,
                to,
                offices,
                Optional.empty(),
                Optional.empty()));
        StringBuilder text = new StringBuilder("\ufeff");
        try (CSVPrinter printer = new CSVPrinter(text, CSVFormat.RFC4180)) {
            printer.printRecord(HEAD);
            for (SatisfactionRow row : answer.rows()) {
                // Harassment goes only above the commune: a file that lies about says nothing of it.
                if (!row.key().equals("HARASSMENT")) {
                    printer.printRecord(
                            from,
                            to,
                            Objects.toString(answer.levelsFrom(), ""),
                            Objects.toString(answer.levelsTo(), ""),
                            Formula.guarded(plan.unit()),
                            plan.dimension(),
                            Formula.guarded(row.key()),
                            Formula.guarded(Objects.toString(row.office(), "")),
                            row.mode(),
                            row.scale(),
                            row.served(),
                            row.rated(),
                            row.valid(),
                            row.satisfied(),
                            row.rate(),
                            row.low(),
                            row.high(),
                            row.excluded());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("text never fails", e);
        }
        return text.toString();
    }

    @Override
    public void close() {
        chore.close();
    }
}
