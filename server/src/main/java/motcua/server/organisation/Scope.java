package motcua.server.organisation;

import static motcua.server.language.Language.say;

import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import io.javalin.http.HttpStatus;
import java.util.Map;
import java.util.Set;
import motcua.server.access.Account;
import motcua.server.access.Gate;
import org.jspecify.annotations.Nullable;

/** The subtree that one account may see, in the tree of one day. */
public final class Scope {
    private final OrganisationStore.Tree tree;
    private final Account account;

    /** What this account may see of this tree. */
    public Scope(OrganisationStore.Tree tree, Account account) {
        this.tree = tree;
        this.account = account;
    }

    /** The scope of who asks, in this tree. */
    public static Scope of(Context ctx, OrganisationStore.Tree tree) {
        return new Scope(tree, Gate.required(ctx).account());
    }

    public OrganisationStore.Tree tree() {
        return tree;
    }

    public Account account() {
        return account;
    }

    /** Whether a unit is the account's own or lies below it. */
    public boolean covers(String unit) {
        return account.unit().isEmpty()
                || unit.equals(account.unit())
                || !unit.isEmpty() && tree.unit(unit).isPresent() && tree.isUnder(unit, account.unit());
    }

    /** Whether the account may see what goes past the head of an office, and decides what that head may not. */
    public boolean isAboveHead(String office) {
        return account.role().isAboveCommune() && tree.isAboveHead(account.unit(), office);
    }

    /** Whether the account stands above the heads of all of some offices. */
    public boolean isAboveHeads(Set<String> offices) {
        return offices.stream().allMatch(this::isAboveHead);
    }

    /** Whether the account answers for a unit: one that is covered, or that ended or has not begun and whose keeper is. */
    public boolean answersFor(String unit, Units units, String day) {
        return covers(unit) || tree.unit(unit).isEmpty() && covers(units.keeper(unit, day));
    }

    /**
     * The unit asked for, the account's own if none is.
     *
     * @throws HttpResponseException 404 if there is no such unit or it is outside; which of the two is not told
     */
    public String unit(@Nullable String asked) {
        String wanted = asked == null || asked.isEmpty() ? account.unit() : asked;
        boolean known = wanted.isEmpty()
                || wanted.equals(account.unit())
                || tree.unit(wanted).isPresent();
        if (!known || !covers(wanted)) {
            throw new HttpResponseException(
                    HttpStatus.NOT_FOUND, say("Không có đơn vị này", "There is no such unit"), Map.of());
        }
        return wanted;
    }

    /** The offices of the unit asked for. */
    public Set<String> offices(@Nullable String asked) {
        return tree.offices(unit(asked));
    }
}
