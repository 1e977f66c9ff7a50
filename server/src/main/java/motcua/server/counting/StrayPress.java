package motcua.server.counting;

import motcua.server.dates.LocalHour;

/**
 * A press that counts for no service: UNMATCHED, DUPLICATE or STUCK.
 *
 * @param upMs when it was made, in milliseconds since the boot
 */
record StrayPress(
        String kiosk,
        String epoch,
        long seq,
        String boot,
        long upMs,
        String realm,
        int counter,
        String verdict,
        LocalHour at,
        String office) {

    StrayPress countedAt(LocalHour when, String inOffice) {
        return new StrayPress(kiosk, epoch, seq, boot, upMs, realm, counter, verdict, when, inOffice);
    }

    CellKey cell() {
        return new CellKey(CellTable.PRESS, realm, at.day(), office, counter, verdict);
    }
}
