package motcua.server.access;

import io.javalin.security.RouteRole;
import java.util.Locale;
import java.util.Optional;

/** What a person may do. Every route names the roles it serves. */
public enum Role implements RouteRole {
    /** Not signed in; the only role nobody holds as an account. */
    PUBLIC("công chúng"),
    /** Independent onlooker, e.g. of the Fatherland Front: results without clerks. */
    OBSERVER("quan sát viên"),
    /** Of the superior office: results of its subtree. */
    REVIEWER("người xem xét"),
    /** Head of a unit. */
    LEADER("lãnh đạo đơn vị"),
    /** Sees every cell; each look is logged. */
    AUDITOR("kiểm tra viên"),
    /** Keeps kiosks and pads running; sees no results. */
    TECHNICIAN("kỹ thuật viên"),
    /** Keeps accounts; sees no results. */
    ADMINISTRATOR("quản trị");

    private final String vi;

    Role(String vi) {
        this.vi = vi;
    }

    /** The word a page uses. */
    public String vi() {
        return vi;
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

    /** The role of an account, by its name in any case; never PUBLIC. */
    public static Optional<Role> ofAccount(String name) {
        for (Role role : values()) {
            if (role != PUBLIC && role.name().equals(name.toUpperCase(Locale.ROOT))) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }
}
