package motcua.acceptance;

/** The office of the tests, as a seed file of the kiosk: counter 1 counts visits, counter 2 is open. */
public final class SampleOffice {
    public static final String ID = "xa-thu-nghiem";
    public static final String CLERK = "nguyen-thi-an";
    public static final String PIN = "246810";
    public static final String SIMULATED_PAD = "quay-1";

    private SampleOffice() {}

    /** @param windowSeconds length of a rating window, 30 to 300
     * @param pad what the pad of counter 1 is found by */
    public static String seed(int windowSeconds, String pad) {
        return """
                {"office":{"id":"%s","name":"UBND xã Thử Nghiệm"},
                 "counters":[{"number":1,"name":"Quầy 1","mode":"VISIT"},{"number":2,"name":"Quầy 2","mode":"OPEN"}],
                 "clerks":[{"id":"%s","name":"Nguyễn Thị An","kind":"CONG_CHUC","pin":"%s"}],
                 "scale":"HL5/1","windowMs":%d,
                 "procedures":["1.001193","2.000815"],
                 "pads":{"%s":1},"official":true,"signIn":{"1":"%s"}}
                """.formatted(ID, CLERK, PIN, windowSeconds * 1000, pad, CLERK);
    }
}
