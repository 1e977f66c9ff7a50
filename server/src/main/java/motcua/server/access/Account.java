package motcua.server.access;

/**
 * A person who may sign in.
 *
 * @param name lower case letters, digits, {@code . _ -}; 2 to 64
 * @param unit subtree the person sees; empty = everything
 */
public record Account(String name, Role role, String unit, boolean disabled) {}
