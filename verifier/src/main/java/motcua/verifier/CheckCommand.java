package motcua.verifier;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import motcua.verifier.journal.Findings;
import motcua.verifier.journal.JournalCheck;
import motcua.verifier.journal.Known;
import motcua.verifier.journal.Problem;
import motcua.verifier.journal.Receipts;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code verifier check FILE}: exit 0 if the journal is whole, 1 if not, 2 for wrong usage. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Checks an exported journal and names the first wrong record.",
            "Whether the end was cut off, or the records after the last checkpoint were altered, cannot be seen inside"
                    + " the file: give --head or --receipts for that."
        })
final class CheckCommand implements Callable<Integer> {
    private static final Pattern KEY = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern HEAD = Pattern.compile("(?:([0-9a-f]{16}):)?([1-9][0-9]{0,15}):([0-9a-f]{64})");
    private static final Pattern FIRST = Pattern.compile("([1-9][0-9]{0,15})(?::([0-9a-f]{64}))?");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Parameters(paramLabel = "FILE", description = "Written by 'kiosk journal export FILE'.")
    private Path file = Path.of("");

    @Option(
            names = "--public-key",
            paramLabel = "HEX",
            description = "The kiosk's key, 64 digits, from a place you trust.")
    private @Nullable String publicKey;

    @Option(names = "--receipts", paramLabel = "FILE", description = "Receipts of the server, one a line.")
    private @Nullable Path receipts;

    @Option(names = "--server-key", paramLabel = "HEX", description = "The server's key, to check the receipts with.")
    private @Nullable String serverKey;

    @Option(
            names = "--head",
            paramLabel = "[EPOCH:]SEQ:HASH",
            description = "A record known from elsewhere, without EPOCH in the last epoch. Several may be given.")
    private List<String> heads = new ArrayList<>();

    @Option(
            names = "--first",
            paramLabel = "SEQ[:PREV]",
            description = "The export begins with this record, after one with the hash PREV (default: 1).")
    private String first = "1";

    @Option(names = "--allow-erased", description = "Bodies may have been erased by retention.")
    private boolean erasedAllowed;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        PrintWriter err = spec.commandLine().getErr();
        Known known = known();
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new ParameterException(spec.commandLine(), "cannot read " + file);
        }
        if (receipts != null && !Files.isReadable(receipts)) {
            throw new ParameterException(spec.commandLine(), "cannot read " + receipts);
        }
        try {
            if (receipts != null) {
                known = known.with(Receipts.read(receipts, serverKey));
            }
            report(out, JournalCheck.of(Files.newInputStream(file), known), known);
            return 0;
        } catch (Problem problem) {
            out.println("KHÔNG ĐẠT / NOT WHOLE: " + file);
            out.flush();
            err.println(problem.text());
            return 1;
        }
    }

    private Known known() {
        Matcher start = form(FIRST, first, "--first");
        List<Known.Head> places = new ArrayList<>();
        for (String each : heads) {
            Matcher head = form(HEAD, each, "--head");
            places.add(new Known.Head(head.group(1), Long.parseLong(head.group(2)), head.group(3), "--head"));
        }
        if (publicKey != null) {
            form(KEY, publicKey, "--public-key");
        }
        if (serverKey != null) {
            form(KEY, serverKey, "--server-key");
        }
        return new Known(publicKey, Long.parseLong(start.group(1)), start.group(2), places, erasedAllowed);
    }

    private Matcher form(Pattern form, String text, String option) {
        Matcher matcher = form.matcher(text);
        if (!matcher.matches()) {
            throw new ParameterException(spec.commandLine(), option + " must match " + form + ", not " + text);
        }
        return matcher;
    }

    private void report(PrintWriter out, Findings found, Known known) {
        out.printf("ĐẠT / WHOLE: %s%n", file);
        out.printf("Máy / kiosk: %s%n", found.kiosk());
        out.printf("Số bản ghi / records: %d%n", found.records());
        if (found.erased() > 0) {
            out.printf("Nội dung đã xoá theo thời hạn lưu / bodies erased by retention: %d%n", found.erased());
        }
        if (found.publicKey() == null) {
            out.println("Chưa có điểm kiểm tra có chữ ký / no signed checkpoint yet");
        } else {
            out.printf(
                    "Khoá ký / signing key: %s (%s)%n",
                    found.publicKey(),
                    known.publicKey() == null
                            ? "lấy từ tệp, hãy đối chiếu / taken from the file, compare it"
                            : "đúng khoá đã cho / as given");
        }
        for (Findings.Epoch each : found.epochs()) {
            out.printf(
                    "Chuỗi / epoch %s: %d–%d, điểm kiểm tra / checkpoints: %d, cuối / head: %d:%s%n",
                    each.epoch(), each.first(), each.last(), each.checkpoints(), each.last(), each.hash());
            if (each.unvouched() > 0) {
                out.printf(
                        "  %d bản ghi cuối chưa được bảo đảm; phần cuối bị cắt cũng không thể thấy nếu không có --head"
                                + " hoặc --receipts%n",
                        each.unvouched());
                out.printf(
                        "  nothing vouches for the last %d records; a cut-off end cannot be seen without --head or"
                                + " --receipts%n",
                        each.unvouched());
            }
        }
        if (receipts != null && serverKey == null) {
            out.println("Chữ ký biên nhận chưa được kiểm tra / receipts were taken without checking their signature"
                    + " (--server-key)");
        }
        out.flush();
    }
}
