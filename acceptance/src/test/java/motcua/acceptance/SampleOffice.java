package motcua.acceptance;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The office of the tests, as a seed file of the kiosk: counter 1 counts visits, counter 2 is open. */
public final class SampleOffice {
    public static final String ID = "xa-thu-nghiem";
    public static final String CLERK = "nguyen-thi-an";
    public static final String PIN = "246810";
    /** The same as a kiosk keeps it; to hash it takes a second. */
    private static final String PIN_HASH = """
            {"salt":"b7a06ead55011093418513363ce78ca0","iterations":210000,
             "hash":"867dd1c40638805a905ec5498a305b02c9c247d33e4a1d2c2022d165f4c4d9e7"}""";

    public static final String SIMULATED_PAD = "quay-1";

    private SampleOffice() {}

    /** @param windowSeconds length of a rating window, 30 to 300
     * @param pad what the pad of counter 1 is found by */
    public static String seed(int windowSeconds, String pad) {
        return """
                {"office":{"id":"%s","name":"UBND xã Thử Nghiệm"},
                 "counters":[{"number":1,"name":"Quầy 1","mode":"VISIT"},{"number":2,"name":"Quầy 2","mode":"OPEN"}],
                 "clerks":[{"id":"%s","name":"Nguyễn Thị An","kind":"CONG_CHUC","pinHash":%s}],
                 "scale":"HL5/1","windowMs":%d,
                 "procedures":["1.001193","2.000815"],
                 "pads":{"%s":1},"official":true,"signIn":{"1":"%s"}}
                """.formatted(ID, CLERK, PIN_HASH, windowSeconds * 1000, pad, CLERK);
    }

    /** Clerk at counter 2 of the office with tickets; has {@link #PIN} and leads the shift. */
    public static final String LEADER = "tran-van-binh";

    /**
     * The office with tickets: counters 1 and 2 call from queue A (priority K), counter 2 also from queue C for results, counter 3
     * counts visits. Open at any hour of any day, so that a test may run at any time.
     *
     * @param windowSeconds length of a rating window, 30 to 300
     * @param pad what the pad of counter 1 is found by
     */
    public static String withTickets(int windowSeconds, String pad) {
        return """
                {"office":{"id":"%s","name":"UBND xã Thử Nghiệm"},
                 "counters":[{"number":1,"name":"Hộ tịch – Chứng thực","mode":"TICKET"},
                  {"number":2,"name":"Đất đai – Trả kết quả","mode":"TICKET"},
                  {"number":3,"name":"Quầy 3","mode":"VISIT"}],
                 "clerks":[{"id":"%s","name":"Nguyễn Thị An","kind":"CONG_CHUC","pinHash":%s},
                  {"id":"%s","name":"Trần Văn Bình","kind":"CONG_CHUC","pinHash":%s,"leader":true}],
                 "scale":"HL5/1","windowMs":%d,
                 "procedures":[
                  {"code":"1.001193","name":"Thủ tục đăng ký khai sinh","field":"Hộ tịch","nickname":"Khai sinh","common":true},
                  {"code":"1.004873","name":"Thủ tục cấp Giấy xác nhận tình trạng hôn nhân","field":"Hộ tịch",
                   "nickname":"Tình trạng hôn nhân","keywords":"độc thân","common":true},
                  {"code":"2.000815","name":"Chứng thực bản sao từ bản chính giấy tờ, văn bản","field":"Chứng thực",
                   "nickname":"Chứng thực bản sao","keywords":"sao y","common":true},
                  {"code":"1.012796","name":"Đính chính Giấy chứng nhận đã cấp lần đầu có sai sót","field":"Đất đai"}],
                 "queues":[
                  {"id":"thu-tuc","letter":"A","priorityLetter":"K","name":"Thủ tục","kind":"PROCEDURE","counters":[1,2]},
                  {"id":"tra-ket-qua","letter":"C","name":"Trả kết quả","kind":"RESULT","counters":[2]}],
                 "hours":{"weekly":[%s],"special":[],"reception":[],"earlyMinutes":30},
                 "texts":{"lookUpAddress":"https://dichvucong.gov.vn/","notices":["Xin giữ trật tự chung"],
                  "slogans":["Hành chính phục vụ, lấy người dân làm trung tâm"]},
                 "pads":{"%s":1},"official":true,"signIn":{"1":"%s"}}
                """.formatted(ID, CLERK, PIN_HASH, LEADER, PIN_HASH, windowSeconds * 1000, always(), pad, CLERK);
    }

    /**
     * The office whose day {@code load day} plays: three counters with tickets, each with a simulated pad, open at any hour.
     *
     * @param windowMs length of a rating window, 30 000 to 300 000
     */
    public static String threeCountersWithTickets(long windowMs) {
        return """
                {"office":{"id":"%s","name":"UBND xã Thử Nghiệm"},
                 "counters":[{"number":1,"name":"Quầy 1","mode":"TICKET"},{"number":2,"name":"Quầy 2","mode":"TICKET"},
                  {"number":3,"name":"Quầy 3","mode":"TICKET"}],
                 "clerks":[{"id":"mau","name":"Nguyễn Thị Mẫu","pinHash":%s},{"id":"thu","name":"Trần Văn Thử","pinHash":%s},
                  {"id":"du","name":"Lê Thị Dụ","pinHash":%s}],
                 "scale":"HL5/1","windowMs":%d,
                 "procedures":["1.001193","1.004873","2.000635","2.000815","2.000884","1.001776","1.001699","1.014027",
                  "1.010833","1.013978","1.012796","1.001612","2.000720"],
                 "queues":[
                  {"id":"thu-tuc","letter":"A","priorityLetter":"K","name":"Thủ tục","kind":"PROCEDURE","counters":[1,2,3]},
                  {"id":"tra-ket-qua","letter":"C","name":"Trả kết quả","kind":"RESULT","counters":[2,3]}],
                 "hours":{"weekly":[%s],"special":[],"reception":[],"earlyMinutes":30},
                 "pads":{"quay-1":1,"quay-2":2,"quay-3":3},"official":true}
                """.formatted(ID, PIN_HASH, PIN_HASH, PIN_HASH, windowMs, always());
    }

    /** The same office with PINs that its kiosk hashes itself, as cheaply as it is told to. */
    static String withPlainPins(String seed) {
        return seed.replace("\"pinHash\":" + PIN_HASH, "\"pin\":\"" + PIN + "\"");
    }

    private static String always() {
        return IntStream.rangeClosed(1, 7)
                .mapToObj("{\"day\":%d,\"stretches\":[{\"from\":\"00:00\",\"to\":\"23:59\"}]}"::formatted)
                .collect(Collectors.joining(","));
    }
}
