package motcua.contract.journal;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import motcua.contract.body.Boot;
import motcua.contract.body.Checkpoint;
import motcua.contract.body.ClerkSignedIn;
import motcua.contract.body.ClerkSignedOut;
import motcua.contract.body.ClockAnchor;
import motcua.contract.body.CounterPaused;
import motcua.contract.body.DayClosed;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.PadBound;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.Press;
import motcua.contract.body.Reasons;
import motcua.contract.body.RecordBody;
import motcua.contract.body.RosterChanged;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.ServiceStarted;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketHeld;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketLeft;
import motcua.contract.body.TicketNoShow;
import motcua.contract.body.TicketPrinted;
import motcua.contract.body.TicketReinstated;
import motcua.contract.body.TicketShown;
import motcua.contract.body.TicketTransferred;
import motcua.contract.body.VisitMode;
import motcua.contract.body.WindowExpired;

/** The record types this version makes and counts. A reader stores any other type untouched. */
public enum RecordType {
    BOOT("boot", Boot.class),
    CLOCK_ANCHOR("clock-anchor", ClockAnchor.class),
    SETTINGS_APPLIED("settings-applied", SettingsApplied.class),
    PRACTICE_CHANGED("practice-changed", PracticeChanged.class),
    PAD_BOUND("pad-bound", PadBound.class),
    CLERK_SIGNED_IN("clerk-signed-in", ClerkSignedIn.class),
    CLERK_SIGNED_OUT("clerk-signed-out", ClerkSignedOut.class),
    VISIT_MODE("visit-mode", VisitMode.class),
    SERVICE_STARTED("service-started", ServiceStarted.class),
    SERVICE_FINISHED("service-finished", ServiceFinished.class),
    PRESS("press", Press.class),
    REASONS("reasons", Reasons.class),
    WINDOW_EXPIRED("window-expired", WindowExpired.class),
    DEVICE_CHANGED("device-changed", DeviceChanged.class),
    TICKET_ISSUED("ticket-issued", TicketIssued.class),
    TICKET_PRINTED("ticket-printed", TicketPrinted.class),
    TICKET_SHOWN("ticket-shown", TicketShown.class),
    TICKET_CALLED("ticket-called", TicketCalled.class),
    TICKET_HELD("ticket-held", TicketHeld.class),
    TICKET_TRANSFERRED("ticket-transferred", TicketTransferred.class),
    TICKET_NO_SHOW("ticket-no-show", TicketNoShow.class),
    TICKET_REINSTATED("ticket-reinstated", TicketReinstated.class),
    TICKET_LEFT("ticket-left", TicketLeft.class),
    COUNTER_PAUSED("counter-paused", CounterPaused.class),
    ROSTER_CHANGED("roster-changed", RosterChanged.class),
    DAY_CLOSED("day-closed", DayClosed.class),
    CHECKPOINT("checkpoint", Checkpoint.class);

    private static final Map<String, RecordType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(RecordType::wireName, type -> type));
    private static final Map<Class<?>, RecordType> BY_BODY =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(type -> type.body, type -> type));

    private final String wireName;
    private final Class<? extends RecordBody> body;

    RecordType(String wireName, Class<? extends RecordBody> body) {
        this.wireName = wireName;
        this.body = body;
    }

    /** The name in the header. */
    public String wireName() {
        return wireName;
    }

    public Class<? extends RecordBody> bodyClass() {
        return body;
    }

    /** Version of the body's form that this version makes. */
    public int version() {
        return 1;
    }

    public static Optional<RecordType> named(String wireName) {
        return Optional.ofNullable(BY_NAME.get(wireName));
    }

    public static RecordType of(RecordBody body) {
        RecordType type = BY_BODY.get(body.getClass());
        if (type == null) {
            throw new IllegalArgumentException(
                    "no record type for " + body.getClass().getSimpleName());
        }
        return type;
    }
}
