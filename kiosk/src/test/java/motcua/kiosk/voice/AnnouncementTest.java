package motcua.kiosk.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import motcua.contract.settings.VoiceOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which clips are heard for a call. */
class AnnouncementTest {
    @TempDir
    Path folder;

    private ClipStore store() {
        return ClipStore.open(folder);
    }

    private static Call call(Call.Kind kind, String label, int counter, String language) {
        return new Call(label, counter, kind, 2, language);
    }

    /** Clips by what they say, pauses as punctuation. */
    private static String heard(Announcement announcement, ClipStore store) {
        return announcement.sentence().stream()
                .map(step -> step instanceof Announcement.Play play
                        ? " " + store.pack(play.language()).clips().get(play.clip())
                        : step.equals(new Announcement.Pause(Announcement.COMMA_MS))
                                ? ","
                                : step.equals(new Announcement.Pause(Announcement.FULL_STOP_MS)) ? "." : "")
                .collect(Collectors.joining())
                .strip();
    }

    private static String heard(Call call, ClipStore store, VoiceOptions options) throws Unsayable {
        return heard(Announcement.of(call, store, options), store);
    }

    private String heard(Call call) throws Unsayable {
        return heard(call, store(), VoiceOptions.USUAL);
    }

    @Test
    void theFourSentencesAreSaidWordForWord() throws Unsayable {
        assertThat(heard(call(Call.Kind.CALL, "A012", 3, "vi")))
                .isEqualTo("Xin mời số a, không một hai, đến quầy số ba");
        assertThat(heard(call(Call.Kind.RECALL, "A005", 12, "vi")))
                .isEqualTo("Xin mời số a, không không năm, đến quầy số mười hai. Nhắc lại lần hai");
        assertThat(heard(call(Call.Kind.PRIORITY, "K001", 21, "vi")))
                .isEqualTo("Xin mời số ưu tiên ca, không không một, đến quầy số hai mươi mốt");
        assertThat(heard(call(Call.Kind.TRANSFER, "115", 104, "vi")))
                .isEqualTo("Số một trăm mười lăm, xin chuyển sang quầy số một trăm linh bốn");
    }

    @Test
    void theFourSentencesInEnglish() throws Unsayable {
        assertThat(heard(call(Call.Kind.CALL, "A012", 13, "en")))
                .isEqualTo("Number A, zero one two, please go to counter thirteen");
        assertThat(heard(call(Call.Kind.RECALL, "A012", 3, "en")))
                .isEqualTo("Number A, zero one two, please go to counter three. Repeat call two");
        assertThat(heard(call(Call.Kind.PRIORITY, "K001", 42, "en")))
                .isEqualTo("Priority number K, zero zero one, please go to counter forty two");
        assertThat(heard(call(Call.Kind.TRANSFER, "7", 100, "en")))
                .isEqualTo("Number seven, please move to counter one hundred");
    }

    @Test
    void theOfficesSentenceIsMadeOfTheClipsThereAre() throws Exception {
        ClipStore store = store();
        store.say("vi", Call.Kind.CALL, "xin mời công dân số {so} đến   quầy số {quay}.");

        assertThat(heard(call(Call.Kind.CALL, "A012", 4, "vi"), ClipStore.open(folder), VoiceOptions.USUAL))
                .isEqualTo("Xin mời công dân số a, không một hai đến quầy số bốn");
        assertThatThrownBy(() -> store.say("vi", Call.Kind.CALL, "Mời bà con số {so} {quay}"))
                .isInstanceOf(ClipRefused.class)
                .hasMessageContaining("“Mời”");

        store.say("vi", Call.Kind.CALL, " ");
        assertThat(heard(call(Call.Kind.CALL, "A012", 4, "vi"), store, VoiceOptions.USUAL))
                .isEqualTo("Xin mời số a, không một hai, đến quầy số bốn");
    }

    @Test
    void aSentenceMustSayWhoIsCalledWhere() {
        List<String> texts = List.of("Số", "quầy");
        assertThatThrownBy(() -> Sentence.parse("Số {so}", Call.Kind.CALL, texts))
                .hasMessageContaining("{quay}");
        assertThatThrownBy(() -> Sentence.parse("Số {so} quầy {quay} {n}", Call.Kind.CALL, texts))
                .hasMessageContaining("{n}");
        assertThatThrownBy(() -> Sentence.parse("Số {so} quầy {bàn}", Call.Kind.CALL, texts))
                .hasMessageContaining("{bàn}");
    }

    @Test
    void regionalWordsAreHeard() throws Unsayable {
        VoiceOptions south = new VoiceOptions("vi", "lẻ", "ngàn", "bốn", List.of());
        assertThat(heard(call(Call.Kind.CALL, "1124", 101, "vi"), store(), south))
                .isEqualTo("Xin mời số một ngàn một trăm hai mươi bốn, đến quầy số một trăm lẻ một");
    }

    @Test
    void everyNumberAndLetterHasItsClipInBothLanguages() throws Unsayable {
        ClipStore store = store();
        for (String language : List.of("vi", "en")) {
            for (int number = 0; number <= 9999; number += number < 1000 ? 1 : 37) {
                Call call = call(Call.Kind.RECALL, Integer.toString(number), 1 + number % 255, language);
                for (Announcement.Step step :
                        Announcement.of(call, store, VoiceOptions.USUAL).sentence()) {
                    if (step instanceof Announcement.Play play) {
                        assertThat(play.language()).isEqualTo(language);
                    }
                }
            }
            for (char letter : "ABCDEFGHJKLMNPRTUVWYZ".toCharArray()) {
                assertThat(heard(call(Call.Kind.CALL, letter + "001", 1, language), store, VoiceOptions.USUAL))
                        .isNotBlank();
            }
            assertThat(store.clips(language)).allMatch(ClipStore.ClipInfo::there);
        }
        assertThat(store.problems()).isEmpty();
    }

    @Test
    void scenario3AClipThatALanguageHasNotIsSaidInVietnamese() throws Exception {
        Files.createDirectories(folder.resolve("tay"));
        Files.writeString(folder.resolve("tay/pack.properties"), "name = Tiếng Tày\nnumbers = digits\n");
        Files.write(folder.resolve("tay/3.wav"), store().sound("vi", "3").toWav());

        Announcement announcement =
                Announcement.of(call(Call.Kind.CALL, "A012", 13, "tay"), store(), VoiceOptions.USUAL);

        assertThat(announcement.sentence())
                .contains(new Announcement.Play("tay", "3"), new Announcement.Play("vi", "xin-moi-so"))
                .doesNotContain(new Announcement.Play("vi", "3"));
        assertThat(heard(announcement, store())).endsWith("đến quầy số một ba");
    }

    @Test
    void aLanguageWithoutAClipThatNobodyHasSaysWhichAndIsSpokenInVietnamese() throws Exception {
        Files.createDirectories(folder.resolve("km"));
        Files.writeString(
                folder.resolve("km/pack.properties"),
                "name = Khmer\nnumbers = digits\nclip.moi = Som anhcheun\nsay.call = Som anhcheun {so} {quay}\n");
        ClipStore store = store();

        assertThat(heard(call(Call.Kind.CALL, "A012", 3, "km"), store, VoiceOptions.USUAL))
                .isEqualTo("Xin mời số a, không một hai, đến quầy số ba");
        assertThat(store.problems())
                .containsEntry("km", "Gói tiếng “Khmer” chưa có đoạn tiếng “Som anhcheun” (moi.wav)");
    }

    @Test
    void anUnknownLanguageIsSpokenInVietnameseAndABrokenPackIsNamed() throws Exception {
        Files.createDirectories(folder.resolve("xx"));
        Files.writeString(folder.resolve("xx/pack.properties"), "names = x\n");
        ClipStore store = store();

        assertThat(store.problems()).containsEntry("xx", "pack.properties của gói tiếng “xx” sai ở khóa names");
        assertThat(heard(call(Call.Kind.CALL, "7", 3, "xx"), store, VoiceOptions.USUAL))
                .isEqualTo("Xin mời số bảy, đến quầy số ba");
    }
}
