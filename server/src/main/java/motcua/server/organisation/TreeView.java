package motcua.server.organisation;

import static motcua.server.language.Language.say;

import java.util.Arrays;
import java.util.Optional;

/** Under which tree figures of the past are added up. */
public enum TreeView {
    /** Each day under the tree of that day. */
    THEN("luc-do", "theo đơn vị tại thời điểm", "by the units of the time"),
    /** All days under the tree of today, offices and units that ended under their successors. */
    TODAY("hien-nay", "quy về đơn vị hiện nay", "by the units of today");

    private final String param;
    private final String vi;
    private final String en;

    TreeView(String param, String vi, String en) {
        this.param = param;
        this.vi = vi;
        this.en = en;
    }

    /** The word in an address. */
    public String param() {
        return param;
    }

    /** The words a page uses. */
    public String words() {
        return say(vi, en);
    }

    /** A view by its word in an address or its name. */
    public static Optional<TreeView> ofParam(String text) {
        return Arrays.stream(values())
                .filter(view -> view.param.equals(text) || view.name().equalsIgnoreCase(text))
                .findFirst();
    }
}
