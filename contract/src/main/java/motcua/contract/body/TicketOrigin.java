package motcua.contract.body;

/** Where a ticket was taken. */
public enum TicketOrigin {
    /** On the touch screen. */
    SCREEN,
    /** With a wired ticket key. */
    KEY,
    /** By a clerk or guide at a desk, for somebody who is there. */
    DESK,
    /** For somebody who is not there: a home visit, or a person sent in their place. No number is printed. */
    PROXY
}
