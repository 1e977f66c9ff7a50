package motcua.contract.body;

import java.util.List;

/** Subjects the citizen chose after a press, up to three codes; may come before the press is known. The last record of a service counts. */
public record Reasons(String service, int counter, int gen, List<String> reasons) implements RecordBody {
    public Reasons {
        reasons = List.copyOf(reasons);
    }
}
