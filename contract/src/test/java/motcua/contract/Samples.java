package motcua.contract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.Boot;
import motcua.contract.body.Checkpoint;
import motcua.contract.body.ClerkSignedIn;
import motcua.contract.body.ClerkSignedOut;
import motcua.contract.body.ClockAnchor;
import motcua.contract.body.CounterPaused;
import motcua.contract.body.DayClosed;
import motcua.contract.body.DeviceChanged;
import motcua.contract.body.Guidance;
import motcua.contract.body.Kind;
import motcua.contract.body.Mode;
import motcua.contract.body.Outcome;
import motcua.contract.body.PadBound;
import motcua.contract.body.PracticeChanged;
import motcua.contract.body.Press;
import motcua.contract.body.PressSource;
import motcua.contract.body.PrintResult;
import motcua.contract.body.Reasons;
import motcua.contract.body.RecordBody;
import motcua.contract.body.Respondent;
import motcua.contract.body.RosterChanged;
import motcua.contract.body.ServiceFinished;
import motcua.contract.body.ServiceStarted;
import motcua.contract.body.SettingsApplied;
import motcua.contract.body.TicketCalled;
import motcua.contract.body.TicketHeld;
import motcua.contract.body.TicketIssued;
import motcua.contract.body.TicketLeft;
import motcua.contract.body.TicketNoShow;
import motcua.contract.body.TicketOrigin;
import motcua.contract.body.TicketPrinted;
import motcua.contract.body.TicketReinstated;
import motcua.contract.body.TicketShown;
import motcua.contract.body.TicketTransferred;
import motcua.contract.body.Verdict;
import motcua.contract.body.Visit;
import motcua.contract.body.VisitMode;
import motcua.contract.body.WindowExpired;
import motcua.contract.journal.ClockTrust;
import motcua.contract.journal.Hash;
import motcua.contract.journal.JournalRecord;
import motcua.contract.journal.RecordHeader;
import motcua.contract.journal.RecordType;
import motcua.contract.json.CanonicalJson;
import motcua.contract.json.JsonBinding;
import motcua.contract.scale.Scale;
import motcua.contract.scale.ScaleDraft;
import motcua.contract.settings.OfficeHours;
import motcua.contract.settings.OfficeTexts;
import motcua.contract.settings.PrinterOptions;
import motcua.contract.settings.VoiceOptions;
import motcua.contract.sign.SigningKey;
import motcua.contract.wire.Batch;
import motcua.contract.wire.Hello;
import motcua.contract.wire.Receipt;
import motcua.contract.wire.Settings;
import motcua.contract.wire.SignedMessage;
import motcua.contract.wire.Status;
import motcua.contract.wire.Topics;

/** One of everything on the wire, made from a fixed test key and fixed salts: what {@code docs/samples/v1} holds. */
public final class Samples {
    static final String KIOSK = "xa-mau-1";
    static final String EPOCH = "5a3c0000000000e1";
    private static final String BOOT = "4f6d0000000000000000000000000b01";
    private static final String SERVICE = "00000000000000a1";
    private static final String SESSION = "00000000000000c1";
    /** 2026-03-02 07:30 in Viet Nam. */
    private static final long START = 1_772_411_400_000L;

    /** A change of the scale of five: the softer name of level 4, for which it needs a new version. */
    static final Scale OWN_SCALE = new Scale(
            "HL5",
            2,
            "5 mức hài lòng, bản 2",
            List.of(
                    new Scale.Level(1, 1, 1, "Rất hài lòng", "Very satisfied", true),
                    new Scale.Level(2, 2, 2, "Hài lòng", "Satisfied", true),
                    new Scale.Level(3, 3, 3, "Bình thường", "Neutral", false),
                    new Scale.Level(4, 4, 4, "Chưa hài lòng", "Not satisfied", false),
                    new Scale.Level(5, 5, 5, "Rất không hài lòng", "Very dissatisfied", false)));

    private Samples() {}

    /** Secret and useless: it signs samples only. */
    static SigningKey key() throws IOException {
        return SigningKey.load(Path.of("src/test/resources/sample-device.key"));
    }

    /** One body of each type, with every optional field there; {@link #sparseBodies} has them without. */
    public static List<RecordBody> bodies() {
        Visit visit = new Visit(
                2,
                "cb-02",
                SESSION,
                Mode.VISIT,
                Kind.PROCEDURE,
                "HT",
                List.of("1.001193", "2.000635"),
                "HL5/1",
                540_000L,
                610_000L);
        Visit open = new Visit(3, null, null, Mode.OPEN, Kind.OTHER, null, List.of(), "HL5/1", null, null);
        return List.of(
                new Boot("0.1.0", 1, "5a3c0000000000e0", "DAMAGED"),
                new ClockAnchor(BOOT, 4_000, START, 25, AnchorSource.NTP),
                new SettingsApplied(
                        1,
                        "LOCAL",
                        new SettingsApplied.Office("xa-mau", "UBND xã Mẫu"),
                        List.of(
                                new SettingsApplied.Counter(2, "Hộ tịch – Chứng thực", Mode.VISIT),
                                new SettingsApplied.Counter(3, "Hướng dẫn", Mode.OPEN)),
                        List.of(new SettingsApplied.Clerk("cb-02", "Trần Thị Mẫu", "CONG_CHUC")),
                        "HL5/1",
                        120_000,
                        null),
                new PracticeChanged(false, "Người lập mẫu"),
                new PadBound("1a2b3c4d", 2),
                new ClerkSignedIn(2, "cb-02", SESSION),
                new VisitMode(2, Mode.VISIT),
                new ServiceStarted(SERVICE, 2, Mode.VISIT, "cb-02", SESSION, null),
                ServiceFinished.plain(SERVICE, visit, 120_000),
                new Press(
                        2,
                        5,
                        5,
                        Verdict.COUNTS,
                        SERVICE,
                        null,
                        1,
                        PressSource.PAD,
                        "1a2b3c4d",
                        "00000007",
                        65_537L,
                        35L,
                        List.of("LATE", "SHORT")),
                new Reasons(SERVICE, 2, 1, List.of("WAIT_LONG", "GUIDANCE_UNCLEAR")),
                new WindowExpired("00000000000000a2", 2, Outcome.NOT_RATED),
                new Press(
                        3,
                        1,
                        1,
                        Verdict.COUNTS,
                        "00000000000000a3",
                        open,
                        1,
                        PressSource.SCREEN,
                        null,
                        null,
                        null,
                        null,
                        List.of()),
                new DeviceChanged("pad:1a2b3c4d", 2, "STUCK", "key 4"),
                new ClerkSignedOut(2, "cb-02", SESSION, "CLERK"));
    }

    /** The types that have optional fields, without them. */
    public static List<RecordBody> sparseBodies() {
        return List.of(
                new Boot("0.1.0", 1, null, null),
                new ServiceStarted(SERVICE, 2, Mode.VISIT, null, null, null),
                new Press(
                        0,
                        2,
                        null,
                        Verdict.UNMATCHED,
                        null,
                        null,
                        1,
                        PressSource.GPIO,
                        null,
                        null,
                        null,
                        null,
                        List.of()),
                new DeviceChanged("printer", null, "UP", null),
                new SettingsApplied(
                        2,
                        "SERVER",
                        new SettingsApplied.Office("xa-mau", "UBND xã Mẫu"),
                        List.of(),
                        List.of(new SettingsApplied.Clerk("cb-03", "Lê Văn Mẫu", null)),
                        "HL3A/1",
                        30_000,
                        null));
    }

    /** One body of each type of an office with tickets, with every optional field there, then without. */
    public static List<RecordBody> ticketBodies() {
        String ticket = "00000000000000e1";
        Visit visit =
                new Visit(2, "cb-02", SESSION, Mode.TICKET, Kind.RESULT, null, List.of(), "HL5/1", 540_000L, 61_000L);
        return List.of(
                new SettingsApplied(
                        3,
                        "LOCAL",
                        new SettingsApplied.Office("xa-mau", "UBND xã Mẫu"),
                        List.of(new SettingsApplied.Counter(2, "Hộ tịch – Chứng thực", Mode.TICKET)),
                        List.of(),
                        "HL5/1",
                        120_000,
                        List.of(
                                new SettingsApplied.Queue(
                                        "thu-tuc", "A", "K", "Thủ tục", Kind.PROCEDURE, List.of(2), 300),
                                new SettingsApplied.Queue(
                                        "tra-ket-qua", "C", null, "Trả kết quả", Kind.RESULT, List.of(2), null))),
                new TicketIssued(
                        ticket,
                        "2026-03-02",
                        "K012",
                        "K",
                        12,
                        "thu-tuc",
                        Kind.PROCEDURE,
                        "1.001193",
                        "HT",
                        true,
                        TicketOrigin.SCREEN,
                        true),
                new TicketPrinted(ticket, 1, PrintResult.NOT_PRINTED, false, "PAPER_OUT"),
                new TicketShown(ticket),
                new TicketCalled(ticket, 2, "cb-02", SESSION, 2, true),
                new ServiceStarted("00000000000000a4", 2, Mode.TICKET, "cb-02", SESSION, ticket),
                new TicketHeld(ticket, 2, "cb-02", 61_000L),
                new TicketTransferred(ticket, 2, "cb-02", 61_000L, "tra-ket-qua", 3),
                new TicketNoShow(ticket, 2),
                new TicketReinstated(ticket, "thu-tuc"),
                new TicketLeft(ticket, 2, "LEFT"),
                new CounterPaused(2, true, SESSION),
                new RosterChanged("cb-02", "PIN_RESET", "cb-01"),
                new ServiceFinished(
                        "00000000000000a4",
                        visit,
                        120_000,
                        ticket,
                        Respondent.ORGANISATION,
                        List.of(Guidance.ONLINE_FILING, Guidance.APPLICATION),
                        10),
                new DayClosed("2026-03-02", 7, 1, 1, 1, 1, 1, 1, 1, 2),
                new TicketIssued(
                        ticket,
                        null,
                        "A1000",
                        "A",
                        1_000,
                        "thu-tuc",
                        Kind.PROCEDURE,
                        null,
                        null,
                        false,
                        TicketOrigin.PROXY,
                        false),
                new TicketPrinted(ticket, 2, PrintResult.PRINTED, true, null),
                new TicketCalled(ticket, 2, null, null, 1, false),
                new TicketHeld(ticket, 2, null, null),
                new TicketTransferred(ticket, 2, null, null, "thu-tuc", null),
                new TicketLeft(ticket, null, "VOID"),
                new CounterPaused(2, false, null),
                new DayClosed(null, 0, 0, 0, 0, 0, 0, 0, 0, 0),
                new SettingsApplied(
                        4,
                        "SERVER",
                        new SettingsApplied.Office("xa-mau", "UBND xã Mẫu"),
                        List.of(new SettingsApplied.Counter(2, "Hộ tịch – Chứng thực", Mode.TICKET)),
                        List.of(),
                        OWN_SCALE.key(),
                        120_000,
                        null,
                        OWN_SCALE));
    }

    /** A whole epoch: every body, then a signed checkpoint. */
    public static List<JournalRecord> journal() throws IOException {
        List<JournalRecord> chain = new ArrayList<>();
        for (RecordBody body : bodies()) {
            append(chain, body);
        }
        for (RecordBody body : sparseBodies()) {
            append(chain, body);
        }
        for (RecordBody body : ticketBodies()) {
            append(chain, body);
        }
        JournalRecord head = chain.get(chain.size() - 1);
        long upTo = head.header().seq();
        byte[] signed = Checkpoint.signedBytes(KIOSK, EPOCH, upTo, head.hash());
        append(
                chain,
                new Checkpoint(
                        upTo,
                        head.hash(),
                        key().publicKeyHex(),
                        java.util.HexFormat.of().formatHex(key().sign(signed))));
        return chain;
    }

    private static void append(List<JournalRecord> chain, RecordBody body) {
        long seq = chain.size() + 1L;
        ObjectNode tree = JsonBinding.toTree(body);
        tree.put("salt", "%032x".formatted(seq));
        tree.put("practice", false);
        tree.put("simulated", true);
        byte[] bytes = CanonicalJson.bytes(tree);
        RecordType type = RecordType.of(body);
        Hash prev = chain.isEmpty()
                ? Hash.origin(KIOSK, EPOCH)
                : chain.get(chain.size() - 1).hash();
        chain.add(JournalRecord.create(
                new RecordHeader(
                        KIOSK,
                        EPOCH,
                        seq,
                        type.wireName(),
                        type.version(),
                        BOOT,
                        4_000 * seq,
                        START + 4_000 * (seq - 2),
                        seq <= 2 ? ClockTrust.UNTRUSTED : ClockTrust.TRUSTED,
                        Hash.ofBody(bytes),
                        prev),
                bytes));
    }

    static Hello hello() throws IOException {
        JournalRecord head = journal().get(journal().size() - 1);
        return new Hello(
                KIOSK,
                "00000000000000d1",
                key().publicKeyHex(),
                "0.1.0",
                List.of(new Hello.Head(EPOCH, 1, head.header().seq(), head.hash())));
    }

    static Receipt receipt() throws IOException {
        return new Receipt(
                KIOSK,
                "00000000000000d1",
                "00000000000000f1",
                EPOCH,
                3,
                journal().get(2).hash(),
                List.of(new long[] {5, 9}, new long[] {12, 12}),
                List.of(new long[] {2, 2}),
                START + 60_000);
    }

    static Status status() {
        return new Status(
                KIOSK,
                true,
                "0.1.0",
                START,
                "TRUSTED",
                21,
                false,
                true,
                List.of(new Status.Device("pad:1a2b3c4d", 2, "STUCK"), new Status.Device("printer", null, "UP")));
    }

    static Settings settings() {
        return new Settings(
                7,
                Settings.FORM,
                new SettingsApplied.Office("xa-vi-du", "Xã Ví Dụ"),
                List.of(
                        new SettingsApplied.Counter(1, "Hộ tịch – Chứng thực", Mode.TICKET),
                        new SettingsApplied.Counter(2, "Tiếp công dân", Mode.TICKET)),
                List.of(
                        new Settings.Clerk(
                                "mau",
                                "Nguyễn Thị Mẫu",
                                "CONG_CHUC",
                                true,
                                new Settings.Pin("ab".repeat(16), 210_000, "cd".repeat(32))),
                        new Settings.Clerk("thu", "Trần Văn Thử", null, false, null)),
                "HL5/2",
                120_000,
                List.of(
                        new SettingsApplied.Queue("thu-tuc", "A", "K", "Thủ tục", Kind.PROCEDURE, List.of(1), 300),
                        new SettingsApplied.Queue(
                                "tiep-cong-dan", "T", null, "Tiếp công dân", Kind.RECEPTION, List.of(2), null)),
                List.of(new Settings.Procedure(
                        "1.001193", "Thủ tục đăng ký khai sinh", "Hộ tịch", "Khai sinh", "giấy khai sinh", true)),
                new Settings.Catalogue("1234/QĐ-UBND", "2026-01-15"),
                new OfficeHours(
                        OfficeHours.USUAL.weekly(),
                        List.of(
                                new OfficeHours.SpecialDay("2026-02-17", "Tết Nguyên đán", List.of()),
                                new OfficeHours.SpecialDay(
                                        "2026-02-28",
                                        "Làm bù Tết Nguyên đán",
                                        List.of(new OfficeHours.Stretch("07:30", "11:30")))),
                        List.of(new OfficeHours.ReceptionDay(10, "tiep-cong-dan")),
                        30),
                new OfficeTexts(
                        "https://dichvucong.gov.vn/",
                        List.of("Nghỉ Tết từ 16/02 đến 20/02"),
                        List.of("Hành chính phục vụ"),
                        new OfficeTexts.Conduct(2, "Chào hỏi.\nLắng nghe."),
                        List.of(new OfficeTexts.Posted(
                                "1.001193",
                                "Thủ tục đăng ký khai sinh",
                                "Miễn phí",
                                "Trong ngày",
                                "1234/QĐ-UBND",
                                "2026-01-15"))),
                new VoiceOptions("vi", "lẻ", "ngàn", "bốn", List.of(new VoiceOptions.Volume(11, 14, 40))),
                new PrinterOptions(50),
                List.of("en", "tyz"),
                ScaleDraft.of(OWN_SCALE));
    }

    /** Name of each file below {@code docs/samples/v1} and what it must hold. */
    static Map<String, byte[]> files() throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        List<JournalRecord> journal = journal();
        files.put("journal.txt", Batch.encode(journal));
        files.put("hello.json", JsonBinding.toBytes(hello()));
        files.put("status.json", JsonBinding.toBytes(status()));
        files.put("receipt.json", JsonBinding.toBytes(receipt()));
        files.put("settings.json", JsonBinding.toBytes(settings()));
        files.put("receipt-signed.json", SignedMessage.seal(key(), Topics.down(KIOSK, Topics.Down.RECEIPT), receipt()));
        files.put("public-key.txt", (key().publicKeyHex() + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        return files;
    }

    static byte[] stored(String name) throws IOException {
        return Files.readAllBytes(folder().resolve(name));
    }

    static Path folder() {
        return Path.of("../docs/samples/v1");
    }
}
