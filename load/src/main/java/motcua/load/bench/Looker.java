package motcua.load.bench;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A person who is signed in to a server and looks at its pages, one at a time. */
final class Looker {
    /** The account. */
    static final String NAME = "nguoi-xem";

    private static final Pattern TOKEN = Pattern.compile("name=\"token\" value=\"([^\"]+)\"");

    private final HttpClient client = HttpClient.newBuilder()
            .cookieHandler(new CookieManager())
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    private final String server;

    /** Signs in; the server stands at this address. */
    Looker(String server, String password) throws IOException, InterruptedException {
        this.server = server;
        String form = client.send(at("/login").build(), HttpResponse.BodyHandlers.ofString())
                .body();
        Matcher token = TOKEN.matcher(form);
        if (!token.find()) {
            throw new IOException("no form to sign in at " + server);
        }
        String answer = "token=" + token.group(1) + "&ten=" + NAME + "&mat-khau="
                + URLEncoder.encode(password, StandardCharsets.UTF_8);
        HttpResponse<Void> signedIn = client.send(
                at("/login")
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", server)
                        .POST(HttpRequest.BodyPublishers.ofString(answer))
                        .build(),
                HttpResponse.BodyHandlers.discarding());
        if (signedIn.statusCode() != 303) {
            throw new IOException("signing in gives " + signedIn.statusCode());
        }
    }

    /** Asks for a page and reads it to the end; returns how long its first byte took. */
    long firstByteNanos(String page) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        HttpResponse<InputStream> answer = client.send(at(page).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            body.read();
            long nanos = System.nanoTime() - begin;
            body.transferTo(OutputStream.nullOutputStream());
            if (answer.statusCode() != 200) {
                throw new IOException(page + " gives " + answer.statusCode());
            }
            return nanos;
        }
    }

    private HttpRequest.Builder at(String page) {
        return HttpRequest.newBuilder(URI.create(server + page));
    }
}
