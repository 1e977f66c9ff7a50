package motcua.acceptance.power;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import motcua.acceptance.Project;
import motcua.acceptance.RunningProcess;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** A card's image, put into a guest as a card of some kind. Closing it is taking the card out. */
final class CardSlot implements AutoCloseable {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final Path image;
    private final Path socket;
    private final Path dark;
    private final @Nullable RunningProcess nbdkit;

    private CardSlot(Path image, Path socket, Path dark, @Nullable RunningProcess nbdkit) {
        this.image = image;
        this.socket = socket;
        this.dark = dark;
        this.nbdkit = nbdkit;
    }

    /** @param seed of which blocks are kept when the power is cut */
    static CardSlot insert(Path image, CardKind kind, long seed) throws IOException {
        Path socket = image.resolveSibling("card.socket");
        Path dark = image.resolveSibling("card.dark");
        Files.deleteIfExists(socket);
        Files.deleteIfExists(dark);
        if (kind == CardKind.HONEST) {
            return new CardSlot(image, socket, dark, null);
        }
        RunningProcess nbdkit = RunningProcess.start(
                "nbdkit",
                List.of(
                        "nbdkit",
                        "--foreground",
                        "--exit-with-parent",
                        "--unix",
                        socket.toString(),
                        "python",
                        Project.file("acceptance/power/card.py").toString(),
                        "image=" + image,
                        "dark=" + dark,
                        "seed=" + seed,
                        "lies=" + (kind == CardKind.LYING ? 1 : 0)));
        CardSlot slot = new CardSlot(image, socket, dark, nbdkit);
        Awaitility.await("nbdkit listens")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(20))
                .failFast(() -> {
                    if (!nbdkit.isAlive()) {
                        throw new IllegalStateException("nbdkit ended: " + nbdkit.lastLines());
                    }
                })
                .until(() -> Files.exists(socket));
        return slot;
    }

    /** QEMU's arguments. What QEMU has written of an image is in the host's memory, which outlives QEMU: an honest card. */
    List<String> devices() {
        String file = nbdkit == null ? image.toString() : "nbd:unix:" + socket;
        return List.of("-drive", "file=" + file + ",format=raw,if=virtio,cache=writeback");
    }

    /** Takes the card's power away, first of all: what it has not kept by now it will keep by chance only. */
    void darken() throws IOException {
        Files.createFile(dark);
    }

    /** Waits, after the cut, until what the card keeps is in its image. Returns the card's last words. */
    String awaitSettled() {
        return nbdkit == null ? "" : nbdkit.awaitLine(SOON, line -> line.startsWith("CARD kept"));
    }

    @Override
    public void close() {
        if (nbdkit != null && nbdkit.isAlive()) {
            nbdkit.close();
        }
    }
}
