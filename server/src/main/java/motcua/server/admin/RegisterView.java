package motcua.server.admin;

import io.javalin.http.Context;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import motcua.server.form.Forms;
import motcua.server.organisation.OrganisationStore;
import motcua.server.organisation.Scope;
import motcua.server.organisation.Units;
import motcua.server.register.CellText;
import motcua.server.register.Column;
import motcua.server.register.Register;
import motcua.server.register.RegisterStore;
import motcua.server.review.Frame;
import motcua.server.satisfaction.Satisfaction;
import org.jspecify.annotations.Nullable;

/** What all pages of registers ask: who may see and change which rows, and the rows that are asked for. */
final class RegisterView {
    /** Rows that a page shows. */
    static final int MOST_ROWS = 500;

    final RegisterStore store;
    final Frame frame;
    private final OrganisationStore organisation;
    private final Clock clock;

    RegisterView(RegisterStore store, OrganisationStore organisation, Frame frame, Clock clock) {
        this.store = store;
        this.organisation = organisation;
        this.frame = frame;
        this.clock = clock;
    }

    LocalDate today() {
        return LocalDate.now(clock.withZone(Satisfaction.ZONE));
    }

    Scope scope(Context ctx) {
        return Scope.of(ctx, organisation.tree(today().toString()));
    }

    /** Whether a person may change what belongs to a unit: of the subtree, and what belongs to all only from the top. */
    Predicate<String> covers(Scope scope) {
        Units units = organisation.units();
        String today = today().toString();
        return unit -> scope.answersFor(unit, units, today);
    }

    static boolean isEditor(Context ctx, Register register) {
        Account account = Gate.required(ctx).account();
        return register.editors().contains(account.role())
                && (register.ofUnit() >= 0 || account.unit().isEmpty());
    }

    /** The rows of the unit asked for; what belongs to all is seen by all. */
    List<List<String>> rows(Context ctx, Register register) {
        Scope scope = scope(ctx);
        String unit = scope.unit(ctx.queryParam("dv"));
        String wanted = CellText.fold(Forms.query(ctx, "q"));
        String day = Forms.query(ctx, "ngay");
        String on = day.isEmpty() ? "" : readDay(day);
        return store.rows(register).stream()
                .filter(cells -> unit.isEmpty() || isOf(scope, register, cells, unit))
                .filter(cells -> wanted.isEmpty()
                        || cells.stream().anyMatch(cell -> CellText.fold(cell).contains(wanted)))
                .filter(cells -> on.isEmpty() || !register.dated() || holdsOn(register, cells, on))
                .toList();
    }

    static boolean isOf(Scope scope, Register register, List<String> cells, String unit) {
        if (register.ofUnit() < 0) {
            return true;
        }
        String owner = cells.get(register.ofUnit());
        return owner.isEmpty() && !register.name().equals("UNITS")
                || owner.equals(unit)
                || cells.get(0).equals(unit)
                || scope.tree().unit(owner).isPresent() && scope.tree().isUnder(owner, unit);
    }

    private static boolean holdsOn(Register register, List<String> cells, String day) {
        String to = cells.get(register.index("valid_to"));
        return cells.get(register.index("valid_from")).compareTo(day) <= 0 && (to.isEmpty() || to.compareTo(day) > 0);
    }

    private static String readDay(String written) {
        return read(Column.free("", Column.Kind.DAY, "", ""), written);
    }

    /** What a cell would hold, empty if it cannot be one. */
    private static String read(Column column, String written) {
        try {
            return CellText.read(column, written);
        } catch (CellText.Wrong e) {
            return "";
        }
    }

    /** The version of the row with the key of what was typed; "" if there is none. */
    String version(Register register, List<String> typed) {
        List<String> cells = new ArrayList<>();
        for (int i = 0; i < typed.size(); i++) {
            Column column = register.columns().get(i);
            cells.add(column.key() ? read(column, typed.get(i)) : "");
        }
        return store.rows(register).stream()
                .filter(row -> register.key(row).equals(register.key(cells)))
                .findFirst()
                .map(register::version)
                .orElse("");
    }

    /** A number of a form, 0 if it is none. */
    static long number(@Nullable String text) {
        return text != null && text.matches("[0-9]{1,15}") ? Long.parseLong(text) : 0;
    }
}
