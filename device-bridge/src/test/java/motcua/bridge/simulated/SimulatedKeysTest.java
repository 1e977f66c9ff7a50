package motcua.bridge.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import motcua.bridge.health.DeviceState;
import motcua.bridge.health.DeviceState.Condition;
import motcua.bridge.keys.KeyListener;
import org.junit.jupiter.api.Test;

class SimulatedKeysTest {
    private final List<String> told = new ArrayList<>();
    private final SimulatedKeys keys = new SimulatedKeys(
            List.of("next-1"),
            new KeyListener() {
                @Override
                public void onKey(String key, long upMs) {
                    told.add(key + " at " + upMs);
                }

                @Override
                public void onLost(long edges) {
                    told.add(edges + " lost");
                }

                @Override
                public void onState(DeviceState state) {
                    told.add(state.condition().name());
                }
            },
            () -> 7);

    @Test
    void aPressIsToldUnlessTheWiresAreBroken() {
        keys.press("next-1");
        keys.breakWires();
        keys.press("next-1");
        assertThat(keys.state().condition()).isEqualTo(Condition.DOWN);
        keys.mendWires();
        assertThat(told).containsExactly("next-1 at 7", "DOWN", "OK");
        assertThatThrownBy(() -> keys.press("next-2")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void lampsShowWhatIsLit() {
        SimulatedLamps lamps = new SimulatedLamps(List.of("a", "b"));
        lamps.set("b", true);
        assertThat(lamps.lit()).containsExactly("b");
        assertThatThrownBy(() -> lamps.set("c", true)).isInstanceOf(IllegalArgumentException.class);
    }
}
