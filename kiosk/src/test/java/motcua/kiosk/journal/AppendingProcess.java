package motcua.kiosk.journal;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** A process that appends records for ever and says each one that is durable; the test kills it. */
public final class AppendingProcess {
    private AppendingProcess() {}

    public static void main(String[] args) throws Exception {
        PrintStream said = new PrintStream(System.out, true, StandardCharsets.US_ASCII);
        try (Journal journal = TestJournals.open(Path.of(args[0]))) {
            int number = 0;
            while (true) {
                said.println(journal.append(TestJournals.body(number)).hash().hex() + " " + journal.gen());
                number++;
            }
        }
    }
}
