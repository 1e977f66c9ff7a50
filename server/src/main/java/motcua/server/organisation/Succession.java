package motcua.server.organisation;

/**
 * That one unit followed another.
 *
 * @param day first day of the new state, {@code yyyy-MM-dd}
 * @param decision number of the decision, may be empty
 */
public record Succession(String from, String to, String day, SuccessionKind kind, String decision) {}
