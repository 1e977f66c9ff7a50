package motcua.contract.body;

/** The three kinds of guidance an office reports. */
public enum Guidance {
    /** How to file online. */
    ONLINE_FILING,
    /** How to pay online. */
    ONLINE_PAYMENT,
    /** How to install and use an application. */
    APPLICATION
}
