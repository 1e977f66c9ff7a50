package motcua.kiosk.office;

import java.util.Collection;
import java.util.stream.Stream;
import motcua.contract.scale.Scale;
import motcua.contract.scale.ScaleDraft;
import motcua.contract.scale.StandardScales;
import org.jspecify.annotations.Nullable;

/** Which scale somebody means who fills in an office. */
final class ScaleChoice {
    private static final String USUAL = "HL5/1";

    private ScaleChoice() {}

    /**
     * The scale meant.
     *
     * @param named its key or label; absent = the usual one, or {@code own}
     * @param own a scale the office brings; absent for a standard one or one of {@code known}
     * @param known scales the office has or had that are none of the standard ones
     */
    static Scale of(@Nullable String named, @Nullable ScaleDraft own, Collection<Scale> known)
            throws OfficeDraft.Mistake {
        if (own != null) {
            Scale brought = checked(own, known);
            OfficeDraft.require(
                    named == null || isCalled(brought, named),
                    "Thang đánh giá: scale – là " + named + " nhưng ownScale là " + brought.label());
            return brought;
        }
        String name = named == null ? USUAL : named;
        return Stream.concat(StandardScales.ALL.stream(), known.stream())
                .filter(each -> isCalled(each, name))
                .findFirst()
                .orElseThrow(() -> new OfficeDraft.Mistake("Không có thang đánh giá " + name));
    }

    private static boolean isCalled(Scale scale, String name) {
        return scale.label().equals(name) || scale.key().equals(name);
    }

    private static Scale checked(ScaleDraft own, Collection<Scale> known) throws OfficeDraft.Mistake {
        try {
            return own.checked(known);
        } catch (ScaleDraft.Refused e) {
            throw new OfficeDraft.Mistake(String.valueOf(e.getMessage()));
        }
    }
}
