package motcua.load.province;

import java.util.List;

/**
 * One commune of the province.
 *
 * @param id of its office
 * @param perDay services of its four counters on a usual day
 * @param good share of satisfied ratings outside land matters
 * @param later the same in the last three months
 * @param response share of services that are rated
 * @param story what is the matter with it
 */
record Commune(String id, String name, int perDay, double good, double later, double response, Story story) {
    /** What makes a commune worth looking at. */
    enum Story {
        USUAL,
        FORKED,
        SILENT,
        BEHIND,
        STUCK,
        ONE_LEVEL,
        UNTRUSTED_CLOCK,
        UNUSED_PAD
    }

    private static final List<String> FIRST = List.of(
            "An", "Bình", "Cẩm", "Đồng", "Đức", "Hòa", "Hợp", "Kim", "Lam", "Liên", "Minh", "Nam", "Ngọc", "Phú",
            "Quang", "Quyết", "Sơn", "Tân", "Thanh", "Văn");
    private static final List<String> SECOND =
            List.of("Sơn", "Hà", "Phú", "Lập", "Tiến", "Thắng", "Khai", "Lộc", "Ân", "Ưng", "Yên", "Ổn");

    /** The name of the commune of this number; names do not repeat below 240. */
    static String name(int number) {
        String kind = number % 5 == 0 ? "Phường " : "Xã ";
        String name = FIRST.get(number % FIRST.size()) + " "
                + SECOND.get((number * 7 + number / FIRST.size()) % SECOND.size());
        return kind + name + (number < 240 ? "" : " " + (number / 240 + 1));
    }
}
