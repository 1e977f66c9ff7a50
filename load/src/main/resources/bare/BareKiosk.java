import io.javalin.Javalin;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;

/** The baseline of a start: the three libraries that a kiosk stands on, each doing one thing, and nothing else. */
public final class BareKiosk {
    public static void main(String[] args) throws Exception {
        Connection database = DriverManager.getConnection("jdbc:sqlite:" + args[1]);
        try (Statement statement = database.createStatement()) {
            statement.execute("PRAGMA journal_mode = WAL");
            statement.execute("PRAGMA synchronous = FULL");
            statement.execute("CREATE TABLE IF NOT EXISTS record (id INTEGER PRIMARY KEY, body BLOB)");
            statement.execute("INSERT INTO record (body) VALUES (x'00')");
        }
        MqttAsyncClient client = new MqttAsyncClient("tcp://127.0.0.1:1", "bare", new MemoryPersistence());
        Javalin.create(config -> {
                    config.startup.showJavalinBanner = false;
                    config.jetty.host = "127.0.0.1";
                    config.jetty.port = Integer.parseInt(args[0]);
                    config.routes.get("/api/health", ctx -> ctx.result("{\"connected\":" + client.isConnected() + "}"));
                })
                .start();
    }
}
