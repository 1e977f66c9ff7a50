package motcua.load.bench;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.ToolProvider;
import motcua.load.process.ProcessCost;
import motcua.load.process.RunningJar;

/**
 * P10: start of the kiosk until its health page answers, and its memory then, with and without its class archive / a program that only
 * opens Javalin, SQLite and Paho from the same jar.
 */
final class StartBench implements Bench {
    private static final List<String> JVM = List.of("-Xmx64m", "-XX:+UseSerialGC");
    private static final double PATIENCE_SECONDS = 180;
    private static final int REQUESTS = 20;

    /** Seconds to the first answer, CPU seconds until then, MiB afterwards. */
    private record Start(double seconds, double cpu, double mib) {}

    @Override
    public List<Pairs> measure(BenchPlace place) throws Exception {
        String bareName = "Javalin, SQLite, Paho and nothing else, the same JVM options, no archive";
        Pairs archived = new Pairs("P10", "s, with archive", bareName);
        Pairs plain = new Pairs("P10", "s, without archive", bareName);
        Pairs archivedCpu = new Pairs("P10", "CPU s, with archive", bareName);
        Pairs plainCpu = new Pairs("P10", "CPU s, without archive", bareName);
        Pairs archivedMemory = new Pairs("P10", "MiB resident, with archive", bareName);
        Pairs plainMemory = new Pairs("P10", "MiB resident, without archive", bareName);
        compileBare(place);
        Path archive = place.folder().resolve("kiosk.jsa");
        Process made = RunningJar.command(place.kioskJar(), JVM, "archive", archive.toString());
        String said = new String(made.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (made.waitFor() != 0) {
            throw new IOException("no archive: " + said);
        }
        for (int i = 0; i <= Pairs.COUNT; i++) {
            Start bare = bare(place, i);
            Start with = kiosk(place, "with-" + i, List.of("-XX:SharedArchiveFile=" + archive));
            Start without = kiosk(place, "without-" + i, List.of());
            if (i > 0) {
                archived.add(with.seconds, bare.seconds);
                plain.add(without.seconds, bare.seconds);
                archivedCpu.add(with.cpu, bare.cpu);
                plainCpu.add(without.cpu, bare.cpu);
                archivedMemory.add(with.mib, bare.mib);
                plainMemory.add(without.mib, bare.mib);
            }
        }
        return List.of(archived, plain, archivedCpu, plainCpu, archivedMemory, plainMemory);
    }

    private static Start bare(BenchPlace place, int run) throws IOException, InterruptedException {
        int port = RunningJar.freePort();
        List<String> command = new ArrayList<>(List.of(
                "-cp",
                place.kioskJar() + ":" + place.folder(),
                "BareKiosk",
                Integer.toString(port),
                place.folder().resolve("bare-" + run + ".db").toString()));
        command.addAll(0, JVM);
        return timed(command, port, place.folder().resolve("bare.log"));
    }

    private static Start kiosk(BenchPlace place, String name, List<String> archive)
            throws IOException, InterruptedException {
        int port = RunningJar.freePort();
        Path config = place.folder().resolve(name + ".properties");
        Files.writeString(config, """
                kiosk.id=bench
                kiosk.data=%s
                kiosk.simulated=true
                http.port=%d
                pads.ports=
                pads.simulated=
                """.formatted(place.folder().resolve(name), port));
        List<String> command = new ArrayList<>(JVM);
        command.addAll(archive);
        command.addAll(List.of("-jar", place.kioskJar().toString(), "run", "--config", config.toString()));
        return timed(command, port, place.folder().resolve(name + ".log"));
    }

    private static Start timed(List<String> arguments, int port, Path log) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(arguments);
        command.add(0, Path.of(System.getProperty("java.home"), "bin", "java").toString());
        long begin = System.nanoTime();
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        try {
            while (!answers(port)) {
                if (!process.isAlive() || System.nanoTime() - begin > PATIENCE_SECONDS * 1e9) {
                    throw new IOException("it did not start: " + Files.readString(log));
                }
                Thread.sleep(5);
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            double cpu = ProcessCost.cpu(process.toHandle());
            for (int i = 0; i < REQUESTS; i++) {
                answers(port);
            }
            return new Start(seconds, cpu, ProcessCost.residentMiB(process.toHandle()));
        } finally {
            process.destroyForcibly().waitFor();
        }
    }

    /** One request by hand: a client library of our own process would warm up beside what is measured. */
    private static boolean answers(int port) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.getOutputStream()
                    .write("GET /api/health HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n"
                            .getBytes(StandardCharsets.US_ASCII));
            byte[] answer = socket.getInputStream().readAllBytes();
            return new String(answer, StandardCharsets.ISO_8859_1).startsWith("HTTP/1.1 200");
        } catch (IOException e) {
            return false; // not listening yet
        }
    }

    private static void compileBare(BenchPlace place) throws IOException {
        Path source = place.folder().resolve("BareKiosk.java");
        try (InputStream text = StartBench.class.getResourceAsStream("/bare/BareKiosk.java")) {
            if (text == null) {
                throw new IOException("the bare program is not in the jar");
            }
            Files.copy(text, source);
        }
        int failed = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        null,
                        "-cp",
                        place.kioskJar().toString(),
                        "-d",
                        place.folder().toString(),
                        source.toString());
        if (failed != 0) {
            throw new IOException("the bare program does not compile");
        }
    }
}
