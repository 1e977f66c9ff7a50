package motcua.acceptance.crash;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import motcua.acceptance.FreePort;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL whose postmaster can be killed and started again on its files. Its default does not wait for the disk at a commit,
 * as a careless administrator's may not: the server has to ask for it.
 */
final class CrashPostgres implements AutoCloseable {
    private final Path data;
    private final int port;
    private final EmbeddedPostgres first;
    private List<String> command = List.of();

    private CrashPostgres(Path data, int port) throws IOException {
        this.data = data;
        this.port = port;
        this.first = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(false)
                .setPort(port)
                .setServerConfig("fsync", "off") // a kill does not lose what the kernel has
                .setServerConfig("synchronous_commit", "off")
                .start();
    }

    static CrashPostgres start(Path folder) throws IOException, SQLException {
        CrashPostgres started =
                new CrashPostgres(Files.createDirectories(folder.resolve("postgresql")), FreePort.find());
        try (Connection connection = started.first.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE motcua");
        }
        return started;
    }

    String url() {
        return "postgresql://postgres@127.0.0.1:" + port + "/motcua";
    }

    /** Kills the postmaster and waits until its orphans have noticed. */
    void kill() throws IOException {
        ProcessHandle postmaster = postmaster();
        List<String> again = new ArrayList<>();
        if (System.getProperty("user.name").equals("root")) {
            again.addAll(List.of("unshare", "-U")); // it refuses to run as root
        }
        again.addAll(List.of(Files.readString(Path.of("/proc", postmaster.pid() + "", "cmdline"))
                .split("\0")));
        command = again;
        List<ProcessHandle> orphans = postmaster.descendants().toList();
        postmaster.destroyForcibly();
        Awaitility.await("all of PostgreSQL is gone")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(20))
                .until(() -> !postmaster.isAlive() && orphans.stream().noneMatch(ProcessHandle::isAlive));
    }

    /** Starts the killed one again with the same command. */
    void restart() throws IOException {
        Path log = data.resolveSibling("postgresql.log");
        Process again = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Awaitility.await("PostgreSQL answers again, see " + log)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptionsInstanceOf(SQLException.class)
                .until(() -> {
                    assertThat(again.isAlive())
                            .as("PostgreSQL runs, see %s", log)
                            .isTrue();
                    first.getPostgresDatabase().getConnection().close();
                    return true;
                });
    }

    private ProcessHandle postmaster() throws IOException {
        List<String> lines = Files.readAllLines(data.resolve("postmaster.pid"));
        ProcessHandle found =
                ProcessHandle.of(Long.parseLong(lines.get(0).strip())).orElseThrow();
        assertThat(found.isAlive()).isTrue();
        return found;
    }

    @Override
    public void close() throws IOException {
        first.close();
    }
}
