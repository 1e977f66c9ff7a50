package motcua.load.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;

final class JvmMemoryTest {
    private static final String HEAP = """
            4711:
             def new generation   total 19648K, used 11274K [0x00000000fc000000, 0x00000000fd550000, 0x00000000fd550000)
              eden space 17472K,  57% used [0x00000000fc000000, 0x00000000fc9bb768, 0x00000000fd110000)
             tenured generation   total 43712K, used 16212K [0x00000000fd550000, 0x00000000fe800000, 0x0000000100000000)
               the space 43712K,  37% used [0x00000000fd550000, 0x00000000fe5250a8, 0x00000000fe525200, 0x0000000100000000)
             Metaspace       used 32018K, committed 32640K, reserved 1114112K
            """;

    private static final String MAPPINGS = """
            fc000000-fd550000 rw-p 00000000 00:00 0
            Size:              21824 kB
            Rss:               20480 kB
            fd550000-100000000 rw-p 00000000 00:00 0
            Rss:               10240 kB
            7f0000000000-7f0000100000 rw-p 00000000 00:00 0
            Rss:                1024 kB
            7f0000100000-7f0000300000 rwxp 00000000 00:00 0
            Rss:                2048 kB
            7f0000300000-7f0000400000 r-xp 00000000 fe:00 131                        /usr/lib/x86_64-linux-gnu/libc.so.6
            Rss:                1024 kB
            ffffffffff600000-ffffffffff601000 --xp 00000000 00:00 0                  [vsyscall]
            Rss:                   0 kB
            """;

    @Test
    void thePagesOfTheHeapAreToldFromAllOthers() throws Exception {
        JvmMemory.Range heap = JvmMemory.heap(HEAP);

        assertThat(heap).isEqualTo(new JvmMemory.Range(0xfc000000L, 0x100000000L));
        JvmMemory.Resident resident = JvmMemory.resident(MAPPINGS.lines().toList(), heap);
        assertThat(resident).isEqualTo(new JvmMemory.Resident(34, 30, 2));
        assertThat(resident.nativeMiB()).isEqualTo(2);
    }

    @Test
    void anotherCollectorsHeapIsNamed() {
        assertThatThrownBy(() -> JvmMemory.heap("garbage-first heap   total 1K, used 1K [0x01, 0x02)"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("serial collector");
    }

    @Test
    void whatThisProcessKeepsIsSeenAndWhatItDropsIsNot() throws Exception {
        JvmMemory memory = JvmMemory.of(ProcessHandle.current());
        double before = memory.liveHeapMiB();

        byte[] kept = new byte[32 * 1024 * 1024];
        kept[kept.length - 1] = 1;
        double with = memory.liveHeapMiB();
        assertThat(with - before).isCloseTo(32, within(8.0));
        memory.trim();
        JvmMemory.Resident resident = memory.resident();
        assertThat(resident.heapMiB()).isGreaterThan(with);
        assertThat(resident.codeMiB()).isPositive();
        assertThat(resident.nativeMiB()).isPositive();
        assertThat(kept[kept.length - 1]).isEqualTo((byte) 1); // keeps it until here

        kept = new byte[0];
        assertThat(with - memory.liveHeapMiB()).isCloseTo(32, within(8.0));
        assertThat(kept).isEmpty();
    }
}
