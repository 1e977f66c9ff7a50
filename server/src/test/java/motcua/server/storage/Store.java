package motcua.server.storage;

/** The databases on which every store test runs: {@code @ParameterizedTest @EnumSource(Store.class)}. */
public enum Store {
    SQLITE,
    POSTGRESQL
}
