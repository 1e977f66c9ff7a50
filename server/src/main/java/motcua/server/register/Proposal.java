package motcua.server.register;

import java.util.List;

/**
 * What a file or form would change.
 *
 * @param faults what is wrong; with any of them nothing can be changed
 * @param notes what the person should know
 */
public record Proposal(List<Change> changes, List<Fault> faults, List<String> notes) {
    public Proposal {
        changes = List.copyOf(changes);
        faults = List.copyOf(faults);
        notes = List.copyOf(notes);
    }

    /** Whether there is something to change and nothing is wrong. */
    public boolean isGood() {
        return faults.isEmpty() && !changes.isEmpty();
    }
}
