package motcua.server.review;

import motcua.server.satisfaction.Dimension;

/** What a unit's results can be looked at by one at a time. */
enum PartKind {
    COUNTER("quay", Dimension.COUNTER, "quay"),
    PROCEDURE("thu-tuc", Dimension.PROCEDURE, "thu_tuc");

    private final String param;
    private final Dimension dimension;
    private final String table;

    PartKind(String param, Dimension dimension, String table) {
        this.param = param;
        this.dimension = dimension;
        this.table = table;
    }

    /** The name of its key in an address. */
    String param() {
        return param;
    }

    Dimension dimension() {
        return dimension;
    }

    /** The table of a page of results that its rows stand in. */
    String table() {
        return table;
    }

    /** The address of the page of one. */
    String link(ReviewData.Choice choice, String key) {
        return choice.link("/review/part", choice.mode(), choice.realm()) + "&" + param + "="
                + ReviewData.Choice.encode(key);
    }
}
