package motcua.load.bench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.List;
import motcua.contract.journal.JournalRecord;
import motcua.contract.wire.Batch;
import motcua.load.process.RunningJar;

/**
 * P12: the verifier on an exported journal / SHA-256 of the same bytes. A small file is checked as well and taken off both times, so that
 * the start of the process does not count.
 */
final class VerifyBench implements Bench {
    private static final int SMALL = 5_000;
    private static final int LARGE = 30_000;

    @Override
    public List<Pairs> measure(BenchPlace place) throws Exception {
        List<Pairs> results = new ArrayList<>();
        for (boolean signed : new boolean[] {true, false}) {
            Pairs pairs = new Pairs(
                    "P12",
                    signed ? "MB/s, as kiosks write" : "MB/s, without checkpoints",
                    "SHA-256 of the same bytes, one thread");
            Path small = place.folder().resolve("small-" + signed);
            Path large = place.folder().resolve("large-" + signed);
            write(small, KioskLoad.of("bench", SMALL, place.seed(), Integer.MAX_VALUE, signed));
            write(large, KioskLoad.of("bench", LARGE, place.seed(), Integer.MAX_VALUE, signed));
            double megabytes = (Files.size(large) - Files.size(small)) / 1e6;
            for (int i = 0; i <= Pairs.COUNT; i++) {
                double raw = hash(large) - hash(small);
                double verified = verify(place.verifierJar(), large) - verify(place.verifierJar(), small);
                if (i > 0) {
                    pairs.add(megabytes / verified, megabytes / raw);
                }
            }
            results.add(pairs);
        }
        return results;
    }

    private static void write(Path file, KioskLoad load) throws IOException {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
            for (JournalRecord each : load.records()) {
                out.write(Batch.encode(List.of(each)));
            }
        }
    }

    private static double verify(Path jar, Path file) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        Process verifier = RunningJar.command(jar, List.of("-Xmx256m"), "check", file.toString());
        String said = new String(verifier.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (verifier.waitFor() != 0) {
            throw new IOException("the verifier refused: " + said);
        }
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double hash(Path file) throws IOException, GeneralSecurityException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] block = new byte[1 << 16];
        long begin = System.nanoTime();
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(block); read > 0; read = in.read(block)) {
                digest.update(block, 0, read);
            }
        }
        digest.digest();
        return (System.nanoTime() - begin) / 1e9;
    }
}
