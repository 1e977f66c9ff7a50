package motcua.server.access;

/**
 * A signed-in person.
 *
 * @param formToken every form of this session carries it
 */
public record Session(Account account, String formToken) {}
