package motcua.server.organisation;

/**
 * What a unit was from one day to another.
 *
 * @param validFrom first day, {@code yyyy-MM-dd}
 * @param validTo first day on which this no longer held; empty = it still holds
 */
public record UnitState(
        String id, String validFrom, String validTo, String parent, String type, String code, String name) {
    /** Whether this held on a day. */
    public boolean holdsOn(String day) {
        return validFrom.compareTo(day) <= 0 && (validTo.isEmpty() || validTo.compareTo(day) > 0);
    }

    OrgUnit unit() {
        return new OrgUnit(id, parent, type, name, code);
    }
}
