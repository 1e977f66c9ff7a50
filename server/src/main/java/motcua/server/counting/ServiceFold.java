package motcua.server.counting;

import java.util.List;
import java.util.TreeSet;
import motcua.contract.body.Visit;
import motcua.server.dates.LocalHour;
import org.jspecify.annotations.Nullable;

/**
 * All records and decisions about one service, folded into one row. Folding is commutative and idempotent: each group of fields
 * is taken from the one record that stands highest (or, for the visit and the expiry, lowest) in the kiosk's order, whatever the
 * order in which records come. For one thread.
 *
 * <p>{@code ""} and -1 stand for absent, as in the table.
 */
final class ServiceFold {
    static final String PROCEDURE_SEPARATOR = "\n";

    final String kiosk;
    final String service;

    /** True if the row differs from the one in the database. */
    boolean dirty;

    // The visit: from the finish record, or the press that opens a visit of its own.
    long visitSeq;
    String visitEpoch = "";
    String boot = "";
    long upMs;
    String realm = "";
    int counter;
    String clerk = "";
    String mode = "";
    String kind = "";
    String field = "";
    String procedures = "";
    String scale = "";
    long waitMs = -1;
    long serviceMs = -1;
    long windowMs = -1;

    // The press that counts.
    Place press = Place.NONE;
    int level;
    String flag = "";

    Place reasonsPlace = Place.NONE;
    String reasons = "";

    long expirySeq;
    String expiryEpoch = "";
    String expiry = "";

    String decision = "";

    // Under what it is counted now.
    String day = LocalHour.UNDATED.day();
    int hour = LocalHour.UNDATED.hour();
    String office = "";

    ServiceFold(String kiosk, String service) {
        this.kiosk = kiosk;
        this.service = service;
    }

    /** The visit itself; of several, the one with the lowest seq, then epoch. {@code windowMs} -1 where nothing was to expire. */
    void visit(String epoch, long seq, String ofBoot, long atUpMs, Realm ofRealm, Visit visit, long opened) {
        if (visitSeq != 0 && !before(seq, epoch, visitSeq, visitEpoch)) {
            return;
        }
        visitSeq = seq;
        visitEpoch = epoch;
        boot = ofBoot;
        upMs = atUpMs;
        realm = ofRealm.name();
        counter = visit.counter();
        clerk = text(visit.clerk());
        mode = visit.mode().name();
        kind = visit.kind().name();
        field = text(visit.field());
        procedures = joined(visit.procedures());
        scale = visit.scale();
        waitMs = visit.waitMs() == null ? -1 : visit.waitMs();
        serviceMs = visit.serviceMs() == null ? -1 : visit.serviceMs();
        windowMs = opened;
        dirty = true;
    }

    /** A press with the verdict COUNTS; the one that stands highest gives the level. */
    void press(Place place, int pressedLevel, String pressFlag) {
        if (place.compareTo(press) > 0) {
            press = place;
            level = pressedLevel;
            flag = pressFlag;
            dirty = true;
        }
    }

    /** Reasons chosen; the record that stands highest counts. */
    void reasons(Place place, List<String> chosen) {
        if (place.compareTo(reasonsPlace) > 0) {
            reasonsPlace = place;
            reasons = joined(chosen);
            dirty = true;
        }
    }

    /** The end of the window; of several, the one with the lowest seq, then epoch. */
    void expired(String epoch, long seq, String outcome) {
        if (expirySeq == 0 || before(seq, epoch, expirySeq, expiryEpoch)) {
            expirySeq = seq;
            expiryEpoch = epoch;
            expiry = outcome;
            dirty = true;
        }
    }

    void decided(String inForce) {
        if (!decision.equals(inForce)) {
            decision = inForce;
            dirty = true;
        }
    }

    void countedAt(LocalHour at, String inOffice) {
        if (!day.equals(at.day()) || hour != at.hour() || !office.equals(inOffice)) {
            day = at.day();
            hour = at.hour();
            office = inOffice;
            dirty = true;
        }
    }

    /** Whether two folds of one service are equal in every column. */
    boolean sameAs(ServiceFold o) {
        return columns().equals(o.columns());
    }

    private List<Object> columns() {
        return List.of(
                visitSeq,
                visitEpoch,
                boot,
                upMs,
                realm,
                counter,
                clerk,
                mode,
                kind,
                field,
                procedures,
                scale,
                waitMs,
                serviceMs,
                windowMs,
                press,
                level,
                flag,
                reasonsPlace,
                reasons,
                expirySeq,
                expiryEpoch,
                expiry,
                decision,
                day,
                hour,
                office);
    }

    /** Each once, in the order of the alphabet; nearly all services have one or none. */
    private static String joined(List<String> codes) {
        return switch (codes.size()) {
            case 0 -> "";
            case 1 -> codes.get(0);
            default -> String.join(PROCEDURE_SEPARATOR, new TreeSet<>(codes));
        };
    }

    private static boolean before(long seq, String epoch, long otherSeq, String otherEpoch) {
        return seq < otherSeq || (seq == otherSeq && epoch.compareTo(otherEpoch) < 0);
    }

    private static String text(@Nullable String value) {
        return value == null ? "" : value;
    }
}
