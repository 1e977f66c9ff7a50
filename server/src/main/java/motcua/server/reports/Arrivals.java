package motcua.server.reports;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import motcua.server.organisation.OrgUnit;
import motcua.server.organisation.OrganisationStore;
import motcua.server.satisfaction.Figures;
import motcua.server.satisfaction.Period;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.storage.Database;
import motcua.server.watch.OfficeState;
import motcua.server.watch.OfficeStates;

/** Says whether all of a period has come, which is not the same as whether anybody was served in it. Safe for any thread. */
final class Arrivals {
    /** Days at the end of a period on which an office may have been closed. */
    private static final int CLOSED_DAYS = 4;

    private final Satisfaction satisfaction;
    private final OfficeStates states;

    Arrivals(Satisfaction satisfaction, Database database, Clock clock) {
        this.satisfaction = satisfaction;
        this.states = new OfficeStates(database, clock, Satisfaction.ZONE, OfficeStates.MONDAY_TO_FRIDAY);
    }

    /** The line of the readiness list; it never blocks signing. */
    Readiness.Item item(OrganisationStore.Tree tree, String unit, UnitFigures figures, long served, long late) {
        Set<String> offices = new TreeSet<>(tree.offices(unit));
        offices.remove("");
        Map<String, OfficeState> heard =
                states.of(offices).stream().collect(Collectors.toMap(OfficeState::office, Function.identity()));
        LocalDate end = figures.period().to();
        List<String> silent = new ArrayList<>();
        for (String office : offices) {
            Optional<LocalDate> last = last(figures, office, Optional.ofNullable(heard.get(office)));
            if (last.filter(day -> !day.isBefore(end.minusDays(CLOSED_DAYS))).isEmpty()) {
                String name = tree.unit(office).map(OrgUnit::name).orElse(office);
                silent.add(last.map(day -> "Chưa nhận số liệu của " + name + " từ " + Figures.day(day.plusDays(1)))
                        .orElse("Chưa nhận số liệu nào của " + name));
            }
        }
        long gaps = heard.values().stream().mapToLong(OfficeState::missing).sum();
        if (offices.isEmpty()) {
            silent.add("Chưa nhận số liệu nào của đơn vị");
        } else if (silent.isEmpty() && gaps > 0) {
            silent.add("Còn " + Figures.count(gaps) + " bản ghi chưa về máy chủ");
        }
        if (!silent.isEmpty()) {
            return new Readiness.Item(
                    false, false, String.join("; ", silent), "Ký được, nhưng lượt đến sau sẽ thành phụ lục.", "");
        }
        return new Readiness.Item(
                true,
                false,
                "Đã nhận số liệu đến hết kỳ"
                        + (served == 0 ? "; không có lượt phục vụ nào" : "")
                        + (late > 0 ? "; " + Figures.count(late) + " lượt đến muộn" : ""),
                "",
                "");
    }

    /** The last day of which anything of an office is known: its kiosk was heard, or it served. */
    private Optional<LocalDate> last(UnitFigures figures, String office, Optional<OfficeState> state) {
        Optional<LocalDate> seen = state.filter(each -> each.lastSeenMs() > 0)
                .map(each -> LocalDate.ofInstant(Instant.ofEpochMilli(each.lastSeenMs()), Satisfaction.ZONE));
        Optional<LocalDate> served =
                satisfaction.extent(figures.realm(), Set.of(office)).map(Period::to);
        return seen.filter(day -> served.isEmpty() || day.isAfter(served.get())).or(() -> served);
    }
}
