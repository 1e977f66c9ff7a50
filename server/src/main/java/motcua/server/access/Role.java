package motcua.server.access;

import static motcua.server.language.Language.say;

import io.javalin.security.RouteRole;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a person may do. Every route names the roles it serves. */
public enum Role implements RouteRole {
    /** Not signed in; the only role nobody holds as an account. */
    PUBLIC("công chúng", "the public"),
    /** Not a person: a program that shows a key with which it reads the results of one unit. */
    KEY("chương trình có khóa đọc", "program with a key"),
    /** Serves at a counter; sees own grouped results only. */
    CLERK("công chức", "clerk"),
    /** Independent onlooker, e.g. of the Fatherland Front: results without clerks. */
    OBSERVER("quan sát viên", "observer"),
    /** Of the superior office: results of its subtree. */
    REVIEWER("người xem xét", "reviewer"),
    /** Head of a unit. */
    LEADER("lãnh đạo đơn vị", "head of unit"),
    /** Sees every cell; each look is logged. */
    AUDITOR("kiểm tra viên", "auditor"),
    /** Keeps kiosks and pads running; sees no results. */
    TECHNICIAN("kỹ thuật viên", "technician"),
    /** Keeps accounts; sees no results. */
    ADMINISTRATOR("quản trị", "administrator");

    private final String vi;
    private final String en;

    Role(String vi, String en) {
        this.vi = vi;
        this.en = en;
    }

    /** The word a page uses. */
    public String word() {
        return say(vi, en);
    }

    /** Whether the role may see results of clerks by name. */
    public boolean seesClerks() {
        return this == REVIEWER || this == LEADER || this == AUDITOR;
    }

    /** Whether the role stands above the units whose results it sees, and may see what goes past their heads. */
    public boolean isAboveCommune() {
        return this == REVIEWER || this == AUDITOR;
    }

    /** Whether the role may see results at all. */
    public boolean seesResults() {
        return seesClerks() || this == OBSERVER;
    }

    /** The page that a person of this role sees first. */
    public String home() {
        return seesResults() ? "/review/todo" : this == CLERK ? "/me" : "/status";
    }

    /** Whether accounts hold it. */
    public boolean isHeld() {
        return this != PUBLIC && this != KEY;
    }

    /** All roles that accounts hold. */
    public static Role[] everyAccount() {
        return Arrays.stream(values()).filter(Role::isHeld).toArray(Role[]::new);
    }

    /** The role of an account, by its name in any case; never PUBLIC. */
    public static Optional<Role> ofAccount(String name) {
        for (Role role : values()) {
            if (role.isHeld() && role.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
