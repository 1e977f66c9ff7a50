package motcua.server.storage;

/** Which database speaks. Where SQL must differ, it differs by this. */
public enum Dialect {
    SQLITE("db/migration/sqlite"),
    POSTGRESQL("db/migration/postgresql");

    private final String migrations;

    Dialect(String migrations) {
        this.migrations = migrations;
    }

    /** Folder on the class path with the migrations of this dialect. */
    String migrations() {
        return migrations;
    }
}
