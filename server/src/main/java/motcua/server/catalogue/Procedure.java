package motcua.server.catalogue;

/**
 * An administrative procedure as published.
 *
 * @param code national code, opaque text such as {@code 1.001193}
 * @param fieldCode id of its field
 */
public record Procedure(String code, String name, String shortName, String fieldCode, String fieldName) {}
