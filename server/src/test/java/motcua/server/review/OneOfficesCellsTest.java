package motcua.server.review;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.Period;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionQuestion;
import motcua.server.satisfaction.ServiceTimes;
import motcua.server.storage.Database;
import motcua.server.storage.Store;
import motcua.server.storage.TestDatabases;
import motcua.server.watch.OfficeStates;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a look at one office reads does not grow with the other offices: SQLite goes to the cells of that office. */
class OneOfficesCellsTest {
    private static final String OFFICE = "xa-a";
    private static final LocalDate FIRST = LocalDate.of(2026, 7, 1);
    private static final LocalDate LAST = LocalDate.of(2026, 9, 30);
    private static final Clock OCTOBER = Clock.fixed(Instant.parse("2026-10-02T02:00:00Z"), Satisfaction.ZONE);

    @TempDir
    Path folder;

    @Test
    void everyReadOfCellsGoesToTheOfficeFirst() {
        try (Database database = TestDatabases.open(Store.SQLITE, folder)) {
            SampleCells cells = new SampleCells(1);
            cells.office(database, "REAL", OFFICE, "Xã A", 20, FIRST, LAST);
            cells.office(database, "REAL", "xa-b", "Xã B", 20, FIRST, LAST);
            cells.write(database);
            Set<String> statements = new LinkedHashSet<>();
            database.reads().setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    statements.add(context.getParsedSql().getSql());
                }
            });

            lookAtEverything(database);

            List<String> reads = plans(database, List.copyOf(statements));
            assertThat(reads)
                    .as("reads of cells")
                    .hasSizeGreaterThan(20)
                    .allMatch(read -> read.contains("(realm=? AND office=?"));
        }
    }

    private static void lookAtEverything(Database database) {
        Satisfaction satisfaction = new Satisfaction(database, OCTOBER);
        Set<String> offices = Set.of(OFFICE);
        for (Dimension by : Dimension.values()) {
            SatisfactionQuestion question =
                    new SatisfactionQuestion(by, FIRST, LAST, offices, Optional.of(Realm.REAL), Optional.empty());
            satisfaction.safe(question);
            satisfaction.exact(question);
        }
        satisfaction.realmOf(offices);
        satisfaction.extent(Realm.REAL, offices);
        assertThat(satisfaction.mix(Realm.REAL, OFFICE, new Period(FIRST, LAST), "VISIT"))
                .isNotEmpty();
        new ServiceTimes(database).of(Realm.REAL, OFFICE, "VISIT", FIRST, LAST);
        assertThat(new OfficeStates(database, OCTOBER, ZoneId.of("Asia/Ho_Chi_Minh"), OfficeStates.MONDAY_TO_FRIDAY)
                        .of(offices))
                .hasSize(1);
    }

    /** How SQLite finds the rows of each table of cells. */
    private static List<String> plans(Database database, List<String> statements) {
        List<String> reads = new ArrayList<>();
        for (String statement : statements) {
            database.reads().useHandle(handle -> {
                var explain = handle.createQuery("EXPLAIN QUERY PLAN " + statement);
                for (int i = 0; i < statement.chars().filter(c -> c == '?').count(); i++) {
                    explain.bind(i, "");
                }
                explain.map((row, context) -> row.getString("detail"))
                        .filter(detail -> detail.matches("(SCAN|SEARCH) \\w+_(cell|stamp)\\b.*"))
                        .forEach(detail -> reads.add(detail + " of " + statement));
            });
        }
        return reads;
    }
}
