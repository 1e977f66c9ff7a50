package motcua.server.organisation;

/**
 * A unit of the tree; an office is a leaf.
 *
 * @param parent id of the unit above, empty at the top
 * @param type e.g. TINH, XA, PHUONG, TRUNG_TAM; OFFICE for a leaf that only an office's settings named
 */
public record OrgUnit(String id, String parent, String type, String name) {}
