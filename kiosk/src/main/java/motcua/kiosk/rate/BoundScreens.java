package motcua.kiosk.rate;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import motcua.contract.journal.Hash;
import motcua.kiosk.storage.WholeFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The browsers that a technician has made rating screens, each for one counter. Only they rate and are told when a visit is to be
 * rated: otherwise whoever sits at any computer of the office could press for the citizen. A screen is known by a random token, of
 * which the kiosk keeps the hash only. Safe for any thread; whoever asks never waits for the disk.
 */
public final class BoundScreens {
    private static final Logger LOG = LoggerFactory.getLogger(BoundScreens.class);
    private static final ObjectMapper JSON =
            new ObjectMapper().configure(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES, true);
    private static final int TOKEN_BYTES = 32;
    /** Of one counter; the oldest gives way. A counter has one screen, and now and then a new one. */
    private static final int MOST = 4;

    private final @Nullable Path file;
    private final SecureRandom random = new SecureRandom();
    private volatile List<Bound> screens; // oldest first

    private BoundScreens(@Nullable Path file, List<Bound> screens) {
        this.file = file;
        this.screens = screens;
    }

    /** @param token hash of the screen's token, in hex */
    private record Bound(int counter, String token) {}

    private record Kept(List<Bound> screens) {}

    /**
     * The screens of a file, which need not be there yet. If it is damaged it is set aside, and all screens have to be bound again.
     *
     * @throws IOException if the disk does not give it
     */
    public static BoundScreens open(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new BoundScreens(file, List.of());
        }
        byte[] content = Files.readAllBytes(file);
        try {
            return new BoundScreens(
                    file, List.copyOf(JSON.readValue(content, Kept.class).screens()));
        } catch (IOException | NullPointerException e) {
            Path aside = file.resolveSibling(file.getFileName() + ".damaged");
            Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
            LOG.warn(
                    "{} is damaged ({}); kept as {}, bind the rating screens again",
                    file,
                    e.getClass().getSimpleName(),
                    aside);
            return new BoundScreens(file, List.of());
        }
    }

    /** Every browser may rate: for a kiosk whose devices are simulated, where there is nothing to guard. */
    public static BoundScreens any() {
        return new BoundScreens(null, List.of());
    }

    /** Whether the browser with this token is a rating screen of the counter. */
    public boolean at(int counter, @Nullable String token) {
        return file == null || (token != null && screens.contains(new Bound(counter, hash(token))));
    }

    /**
     * Makes a rating screen of the counter.
     *
     * @return its token, 64 hex digits
     * @throws IOException if the disk did not take it; then it is not bound
     */
    public synchronized String bind(int counter) throws IOException {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String token = HexFormat.of().formatHex(bytes);
        List<Bound> now = new ArrayList<>(screens);
        List<Bound> here =
                now.stream().filter(each -> each.counter() == counter).toList();
        if (here.size() >= MOST) {
            now.remove(here.get(0));
        }
        now.add(new Bound(counter, hash(token)));
        keep(now);
        return token;
    }

    /**
     * Takes their rights from all rating screens of the counter.
     *
     * @throws IOException if the disk did not take it; then they stay bound
     */
    public synchronized void unbind(int counter) throws IOException {
        keep(screens.stream().filter(each -> each.counter() != counter).toList());
    }

    /** How many screens are bound, by counter. */
    public Map<Integer, Integer> count() {
        Map<Integer, Integer> counted = new TreeMap<>();
        screens.forEach(each -> counted.merge(each.counter(), 1, Integer::sum));
        return counted;
    }

    private void keep(List<Bound> now) throws IOException {
        if (file != null) {
            WholeFile.writePrivate(file, JSON.writeValueAsBytes(new Kept(now)));
            screens = List.copyOf(now);
        }
    }

    private static String hash(String token) {
        return Hash.ofBody(token.getBytes(StandardCharsets.US_ASCII)).hex();
    }
}
