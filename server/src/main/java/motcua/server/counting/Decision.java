package motcua.server.counting;

/** A decision of people about a service. Either excludes it from figures; the records stay. */
public enum Decision {
    /** The rating is contested; the service still took place. */
    CONTEST,
    /** The service is no real one. Outweighs a contest. */
    VOID
}
