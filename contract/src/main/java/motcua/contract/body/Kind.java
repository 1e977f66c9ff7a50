package motcua.contract.body;

/** What a service was about. Only PROCEDURE enters procedure figures. */
public enum Kind {
    PROCEDURE,
    RESULT,
    ONLINE_HELP,
    FEE,
    RECEPTION,
    FEEDBACK,
    OTHER
}
