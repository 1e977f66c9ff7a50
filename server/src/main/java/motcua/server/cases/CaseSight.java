package motcua.server.cases;

import static motcua.server.language.Language.say;

import java.time.LocalDate;
import java.util.Set;
import motcua.server.organisation.Scope;
import motcua.server.satisfaction.Figures;

/**
 * What one account may know of cases on one day. Only whoever stands above the head of an office is told the day of a case, from
 * the next working day on. The office's own side, its head included, is told the week, and all of a week together when it is over:
 * whoever served could tell who pressed from the day, and from the morning on which one more case is there.
 */
public final class CaseSight {
    private final Scope scope;
    private final Set<String> offices;
    private final LocalDate today;

    /** What the account of this scope may know today. */
    public CaseSight(Scope scope, LocalDate today) {
        this.scope = scope;
        this.offices = scope.offices("");
        this.today = today;
    }

    LocalDate today() {
        return today;
    }

    /** Whether the account may know of a case. */
    public boolean sees(FeedbackCase each) {
        if (!offices.contains(each.office())) {
            return false;
        }
        return scope.isAboveHead(each.office()) || !each.confidential() && !today.isBefore(each.handedOver());
    }

    /** Whether the account is told the day of a case. */
    boolean seesDay(FeedbackCase each) {
        return each.why().equals("DIRECT") || scope.isAboveHead(each.office());
    }

    /** The day of a case, or its week. */
    String when(FeedbackCase each) {
        return seesDay(each)
                ? Figures.day(each.day())
                : say("tuần từ ", "week of ") + Figures.day(FeedbackCase.week(each.day()));
    }

    /** The day on which the account may have learned of it. */
    LocalDate known(FeedbackCase each) {
        return seesDay(each) ? each.opened() : each.handedOver();
    }

    /** The first of some days up to today of which cases are counted together: whole weeks where a day is not told. */
    LocalDate since(FeedbackCase each, int days) {
        LocalDate first = today.minusDays(days);
        return seesDay(each) ? first : FeedbackCase.week(first);
    }
}
