package motcua.server.broker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.paho.mqttv5.common.packet.util.CountingInputStream;
import org.junit.jupiter.api.Test;

/** The MQTT client's own class reads byte by byte; ours stands in for it. */
class ClientReadsInBlocksTest {
    @Test
    void manyBytesAreReadAtOnceAndAllAreCounted() throws IOException {
        AtomicInteger single = new AtomicInteger();
        byte[] packet = new byte[256 * 1024];
        CountingInputStream in = new CountingInputStream(new ByteArrayInputStream(packet) {
            @Override
            public synchronized int read() {
                single.incrementAndGet();
                return super.read();
            }

            @Override
            public synchronized int read(byte[] into, int from, int most) {
                return super.read(into, from, most);
            }
        });
        assertThat(in.read()).isZero();
        assertThat(in.readAllBytes()).hasSize(packet.length - 1);
        assertThat(in.getCounter()).isEqualTo(packet.length);
        assertThat(single).hasValue(1);
        assertThat(in.read()).isEqualTo(-1);
        assertThat(in.getCounter()).isEqualTo(packet.length);
        in.resetCounter();
        assertThat(in.getCounter()).isZero();
    }
}
