package motcua.server.settings;

import java.util.ArrayList;
import java.util.List;
import motcua.contract.json.MalformedJson;
import motcua.contract.scale.Scale;
import motcua.contract.scale.ScaleDraft;
import motcua.contract.wire.Settings;

/** Whether settings name a scale a kiosk can know, and whether one they bring may follow those published before. */
final class PublishedScales {
    private PublishedScales() {}

    /**
     * Checks the scale of settings about to be published.
     *
     * @param before everything published for this kiosk so far
     * @throws MalformedJson if it may not be; the message names the field, in Vietnamese
     */
    static void check(Settings settings, List<Settings> before) throws MalformedJson {
        List<Scale> known = new ArrayList<>();
        for (Settings each : before) {
            ScaleDraft own = each.ownScale();
            if (own != null) {
                known.add(checked(own, List.of()));
            }
        }
        ScaleDraft own = settings.ownScale();
        if (own != null) {
            String label = checked(own, known).label();
            if (!label.equals(settings.scale())) {
                throw new MalformedJson(
                        "Thang đánh giá: scale – là " + settings.scale() + " nhưng ownScale là " + label, null);
            }
        } else if (Scale.standard(settings.scale()).isEmpty()
                && known.stream().noneMatch(each -> each.label().equals(settings.scale()))) {
            throw new MalformedJson("Không có thang đánh giá " + settings.scale(), null);
        }
    }

    private static Scale checked(ScaleDraft own, List<Scale> known) throws MalformedJson {
        try {
            return own.checked(known);
        } catch (ScaleDraft.Refused e) {
            throw new MalformedJson(String.valueOf(e.getMessage()), e);
        }
    }
}
