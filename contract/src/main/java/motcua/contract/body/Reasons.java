package motcua.contract.body;

import java.util.List;
import java.util.Set;

/** Subjects the citizen chose after a press, up to three codes; may come before the press is known. The last record of a service counts. */
public record Reasons(String service, int counter, int gen, List<String> reasons) implements RecordBody {
    /** Most reasons of one service. */
    public static final int MAX = 3;

    public Reasons {
        reasons = List.copyOf(reasons);
        if (reasons.size() > MAX || Set.copyOf(reasons).size() < reasons.size()) {
            throw new IllegalArgumentException("up to " + MAX + " reasons, each once, not " + reasons);
        }
    }
}
