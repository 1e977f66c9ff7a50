package motcua.server.organisation;

/**
 * A unit of the tree on one day; an office is a leaf.
 *
 * @param parent id of the unit above, empty at the top
 * @param type e.g. TINH, XA, PHUONG, TRUNG_TAM; OFFICE for a leaf that only an office's settings named
 * @param code official code, which may change and be empty; the id never changes
 */
public record OrgUnit(String id, String parent, String type, String name, String code) {
    /** A unit without a code. */
    public OrgUnit(String id, String parent, String type, String name) {
        this(id, parent, type, name, "");
    }
}
