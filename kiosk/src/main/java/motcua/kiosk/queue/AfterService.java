package motcua.kiosk.queue;

/** What became of a served ticket's invitation to rate. Never how it was rated. */
public enum AfterService {
    INVITING,
    RATED,
    NOT_RATED,
    NOT_ASKED,
    DEVICE_DOWN
}
