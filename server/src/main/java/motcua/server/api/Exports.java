package motcua.server.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.temporal.TemporalAdjusters;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionAnswer;
import motcua.server.satisfaction.SatisfactionQuestion;
import motcua.server.satisfaction.SatisfactionRow;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the results of units as CSV when a day, week or month is over: safe cells only, never clerks. Looks every ten minutes on the
 * thread {@code exports}; what a stopped server missed of the last period is written when it runs again.
 */
public final class Exports implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Exports.class);
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
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "exports"));

    /** Exports of these results; nothing is written before {@link #start}. */
    public Exports(ExportStore store, Satisfaction satisfaction, OrganisationStore organisation) {
        this.store = store;
        this.satisfaction = satisfaction;
        this.organisation = organisation;
    }

    /** From now on looks every ten minutes. */
    public void start() {
        thread.scheduleWithFixedDelay(this::look, 1, LOOK_MINUTES, TimeUnit.MINUTES);
    }

    private void look() {
        try {
            writeDue();
        } catch (RuntimeException e) {
            LOG.warn("exports were not written", e);
        }
    }

    /** Writes what is due and not there yet. */
    public void writeDue() {
        LocalDate today = satisfaction.today();
        for (ExportPlan plan : store.plans()) {
            LocalDate from = first(plan.every(), today);
            LocalDate to = last(plan.every(), from);
            String period = from + "_" + to;
            try {
                if (store.csv(plan.id(), period).isEmpty()) {
                    store.keep(plan.id(), period, csv(plan, from, to));
                }
            } catch (RuntimeException e) {
                LOG.warn(
                        "export {} of {} was not written; it is tried again", plan.id(), period, e); // the others go on
            }
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
                            plan.unit(),
                            plan.dimension(),
                            row.key(),
                            row.office(),
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
        thread.shutdownNow();
    }
}
