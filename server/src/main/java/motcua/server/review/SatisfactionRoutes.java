package motcua.server.review;

import static motcua.server.language.Language.say;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import motcua.contract.body.Mode;
import motcua.server.access.AccessLogStore;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.access.Role;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.satisfaction.Dimension;
import motcua.server.satisfaction.Realm;
import motcua.server.satisfaction.Satisfaction;
import motcua.server.satisfaction.SatisfactionAnswer;
import motcua.server.satisfaction.SatisfactionQuestion;
import org.jspecify.annotations.Nullable;

/** {@code GET /api/satisfaction}: results as JSON, cut to what the asker may see. */
public final class SatisfactionRoutes {
    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new SimpleModule()
                    .addSerializer(LocalDate.class, ToStringSerializer.instance)
                    .addSerializer(Realm.class, ToStringSerializer.instance));
    private static final int MOST_DAYS = 3 * 366;

    private final Satisfaction satisfaction;
    private final OrganisationStore organisation;
    private final AccessLogStore log;

    /** Routes that answer from these cells for these units; exact and personal looks are logged. */
    public SatisfactionRoutes(Satisfaction satisfaction, OrganisationStore organisation, AccessLogStore log) {
        this.satisfaction = satisfaction;
        this.organisation = organisation;
        this.log = log;
    }

    /** Adds the route. */
    public void register(RoutesConfig routes) {
        routes.get(
                "/api/satisfaction", this::answer, Role.OBSERVER, Role.REVIEWER, Role.LEADER, Role.AUDITOR, Role.KEY);
    }

    private void answer(Context ctx) throws JsonProcessingException {
        Account account = Gate.required(ctx).account();
        Dimension by = Dimension.ofParam(param(ctx, "by", "office"))
                .orElseThrow(() -> new BadRequestResponse("by: "
                        + Arrays.stream(Dimension.values())
                                .map(Dimension::param)
                                .collect(Collectors.joining(", "))));
        LocalDate today = satisfaction.today();
        LocalDate from = day(ctx, "from", today.withDayOfMonth(1));
        LocalDate to = day(ctx, "to", today);
        if (to.isBefore(from) || from.plusDays(MOST_DAYS).isBefore(to)) {
            throw new BadRequestResponse("from, to: from may not be after to, and at most " + MOST_DAYS + " days");
        }
        Optional<Realm> realm = Optional.ofNullable(ctx.queryParam("realm"))
                .map(name -> Realm.ofParam(name)
                        .orElseThrow(() -> new BadRequestResponse("realm: real, simulated, practice")));
        Optional<String> mode = Optional.ofNullable(ctx.queryParam("mode")).map(SatisfactionRoutes::mode);
        Set<String> offices = offices(organisation, account, ctx.queryParam("unit"), today);
        SatisfactionQuestion question = new SatisfactionQuestion(by, from, to, offices, realm, mode);
        SatisfactionAnswer answer = ask(satisfaction, log, account, question);
        if (by == Dimension.REASON) {
            boolean above = new Scope(organisation.tree(today.toString()), account).isAboveHeads(offices);
            answer = answer.withRows(ReviewAnswers.visibleReasons(answer.rows(), above));
        }
        ctx.contentType("application/json").result(JSON.writeValueAsString(answer));
    }

    /** Asks as this account may: exactly for auditors; clerks only for those who may see them; both are logged. */
    static SatisfactionAnswer ask(
            Satisfaction satisfaction, AccessLogStore log, Account account, SatisfactionQuestion question) {
        if (question.by() == Dimension.CLERK && !account.role().seesClerks()) {
            log.add(account.name(), account.role().name(), "REFUSED", "results by clerk");
            throw new HttpResponseException(
                    HttpStatus.FORBIDDEN,
                    say("Không có quyền xem kết quả của công chức", "No right to see results of clerks"),
                    Map.of());
        }
        boolean exact = account.role() == Role.AUDITOR;
        if (exact || question.by() == Dimension.CLERK) {
            log.add(
                    account.name(),
                    account.role().name(),
                    exact ? "EXACT LOOK" : "LOOK AT CLERKS",
                    "by " + question.by().param() + " " + question.from() + " to " + question.to() + " offices "
                            + question.offices().stream().sorted().collect(Collectors.joining(" ")));
        }
        return exact ? satisfaction.exact(question) : satisfaction.safe(question);
    }

    /** The offices of the unit asked for, if it lies in what the account may see. */
    static Set<String> offices(
            OrganisationStore organisation, Account account, @Nullable String unit, LocalDate today) {
        OrganisationStore.Tree tree = organisation.tree(today.toString());
        String wanted = unit == null || unit.isEmpty() ? account.unit() : unit;
        if (!wanted.isEmpty() && tree.unit(wanted).isEmpty() || !tree.isUnder(wanted, account.unit())) {
            throw new HttpResponseException(
                    HttpStatus.NOT_FOUND, say("Không có đơn vị này", "There is no such unit"), Map.of());
        }
        return tree.offices(wanted);
    }

    private static String mode(String name) {
        try {
            return Mode.valueOf(name.toUpperCase(Locale.ROOT)).name();
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("mode: ticket, visit, open");
        }
    }

    private static LocalDate day(Context ctx, String name, LocalDate otherwise) {
        String text = ctx.queryParam(name);
        try {
            return text == null ? otherwise : LocalDate.parse(text);
        } catch (DateTimeParseException e) {
            throw new BadRequestResponse(name + ": YYYY-MM-DD");
        }
    }

    private static String param(Context ctx, String name, String otherwise) {
        String value = ctx.queryParam(name);
        return value == null ? otherwise : value;
    }
}
