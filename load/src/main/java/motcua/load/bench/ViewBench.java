package motcua.load.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import motcua.load.process.BrokeredServer;
import motcua.load.process.RunningJar;
import motcua.load.province.Province;
import org.HdrHistogram.Histogram;

/**
 * P7: time to the first byte of each page of the reviewers, p99, three ways. One commune's pages on a server that holds 100 times the
 * counters / on one that holds that commune alone; the pages of everything a province of 30 communes has / the bar of 50 ms; and of
 * one commune among these / the same bar. Twelve months of days, pages that were looked at before.
 */
final class ViewBench implements Bench {
    private static final int SMALL = 1;
    private static final int LARGE = 100;
    private static final int PROVINCE = 30;
    private static final int MONTHS = 12;
    private static final int HEAP_MIB = 768;
    private static final int LOOKS = 40;
    /** Java goes on compiling what is drawn rarely. */
    private static final int LOOKS_TO_WARM_UP = 60;

    private static final double BAR_MS = 50;
    private static final ZoneId ZONE = ZoneId.of("Asia/Ho_Chi_Minh");
    private static final String PASSWORD = "mot-mat-khau-dai-de-do";

    /** Pages of a unit; the quarter is one that is over. */
    private static final List<String> PAGES = List.of(
            "/review/todo?dv=%s",
            "/review?dv=%s",
            "/review?dv=%s&ky=%s",
            "/review.csv?dv=%s",
            "/review/clerks?dv=%s",
            "/status?dv=%s",
            "/review/live?dv=%s&cd=TICKET&nguon=simulated",
            "/?dv=%s",
            "/cong-khai.csv?dv=%s",
            "/phuong-phap");

    @Override
    public List<Pairs> measure(BenchPlace place) throws Exception {
        List<Pairs> results = new ArrayList<>();
        try (BrokeredServer small = filled(place, SMALL);
                BrokeredServer large = filled(place, LARGE)) {
            results.addAll(
                    flat(new Looker(small.pages(), PASSWORD), new Looker(large.pages(), PASSWORD), Province.office(1)));
        }
        try (BrokeredServer province = filled(place, PROVINCE)) {
            Looker looker = new Looker(province.pages(), PASSWORD);
            results.add(absolute(looker, "", "ms, pages of a province of 30 communes, p99 of the slowest page"));
            results.add(
                    absolute(looker, Province.office(4), "ms, pages of one of its communes, p99 of the slowest page"));
        }
        return results;
    }

    /** Of each page the slice of the large server right beside that of the small one. */
    private static List<Pairs> flat(Looker small, Looker large, String unit) throws IOException, InterruptedException {
        List<String> pages = pages(unit);
        Pairs p99 = new Pairs(
                "P7", "ms, p99 of all pages of a commune", "the same pages where it is alone, 1/100 of the counters");
        Pairs middle = new Pairs(
                "P7",
                "ms, median of all pages of a commune",
                "the same pages where it is alone, 1/100 of the counters");
        warmUp(small, pages);
        warmUp(large, pages);
        for (int i = 0; i < Pairs.COUNT; i++) {
            Histogram one = new Histogram(3);
            Histogram hundred = new Histogram(3);
            for (int look = 0; look < LOOKS; look++) {
                for (String page : pages) {
                    one.recordValue(small.firstByteNanos(page));
                    hundred.recordValue(large.firstByteNanos(page));
                }
            }
            p99.add(millis(hundred, 99), millis(one, 99));
            middle.add(millis(hundred, 50), millis(one, 50));
        }
        return List.of(p99, middle);
    }

    private static Pairs absolute(Looker looker, String unit, String what) throws IOException, InterruptedException {
        List<String> pages = pages(unit);
        Pairs pairs = new Pairs("P7", what, "the bar of 50 ms");
        warmUp(looker, pages);
        for (int i = 0; i < Pairs.COUNT; i++) {
            Map<String, Histogram> times = new LinkedHashMap<>();
            for (int look = 0; look < LOOKS; look++) {
                for (String page : pages) {
                    times.computeIfAbsent(page, p -> new Histogram(3)).recordValue(looker.firstByteNanos(page));
                }
            }
            pairs.add(
                    times.values().stream()
                            .mapToDouble(each -> millis(each, 99))
                            .max()
                            .orElseThrow(),
                    BAR_MS);
        }
        return pairs;
    }

    private static void warmUp(Looker looker, List<String> pages) throws IOException, InterruptedException {
        for (int look = 0; look < LOOKS_TO_WARM_UP; look++) {
            for (String page : pages) {
                looker.firstByteNanos(page);
            }
        }
    }

    private static List<String> pages(String unit) {
        LocalDate today = LocalDate.now(ZONE);
        int quarter = (today.getMonthValue() + 2) / 3;
        String over = quarter == 1 ? today.getYear() - 1 + "-Q4" : today.getYear() + "-Q" + (quarter - 1);
        List<String> pages = new ArrayList<>();
        PAGES.forEach(page -> pages.add(page.formatted(unit, over)));
        return pages;
    }

    private static double millis(Histogram times, double percentile) {
        return times.getValueAtPercentile(percentile) / 1e6;
    }

    /** A server with so many communes and one person who may see all of it. */
    private static BrokeredServer filled(BenchPlace place, int communes) throws Exception {
        Path folder = Files.createDirectories(place.folder().resolve("communes-" + communes));
        BrokeredServer first = BrokeredServer.start(place.serverJar(), folder, HEAP_MIB);
        first.close();
        LocalDate last = LocalDate.now(ZONE).minusDays(1);
        new Province(place.seed(), communes)
                .write(first.database(), last.minusMonths(MONTHS).plusDays(1), last);
        Path password = folder.resolve("password");
        Files.writeString(password, PASSWORD + "\n");
        Process added = RunningJar.command(
                place.serverJar(),
                List.of(),
                "user",
                "add",
                "--config",
                folder.resolve("server.properties").toString(),
                "--password-file",
                password.toString(),
                "--role",
                "reviewer",
                Looker.NAME);
        String said = new String(added.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (added.waitFor() != 0) {
            throw new IOException("no account: " + said);
        }
        return BrokeredServer.start(place.serverJar(), folder, HEAP_MIB);
    }
}
