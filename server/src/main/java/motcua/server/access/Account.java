package motcua.server.access;

/**
 * A person who may sign in.
 *
 * @param name lower case letters, digits, {@code . _ -}; 2 to 64
 * @param unit subtree the person sees; empty = everything
 * @param clerk of the role CLERK the id at the office that {@code unit} names; else empty
 * @param mustChange whether the person must set a new password before anything else
 */
public record Account(String name, Role role, String unit, boolean disabled, String clerk, boolean mustChange) {
    /** An account of somebody who is no clerk. */
    public Account(String name, Role role, String unit, boolean disabled) {
        this(name, role, unit, disabled, "", false);
    }
}
