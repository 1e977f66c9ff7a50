package motcua.server.language;

import static motcua.server.language.Language.say;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import motcua.server.html.Html;
import motcua.server.html.Page;
import motcua.server.satisfaction.Figures;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LanguageTest {
    @AfterEach
    void rest() {
        Language.rest();
    }

    @Test
    void aThreadThatServesNobodySpeaksVietnamese() {
        Language.serve(Language.ENGLISH, "/review?lang=vi");

        assertThat(say("Quầy", "Counter")).isEqualTo("Counter");
        assertThat(CompletableFuture.supplyAsync(() -> say("Quầy", "Counter")).join())
                .isEqualTo("Quầy");
        Language.rest();
        assertThat(say("Quầy", "Counter")).isEqualTo("Quầy");
    }

    @Test
    void figuresFollowTheLanguageAndWhatIsSignedDoesNot() {
        Language.serve(Language.ENGLISH, "");

        assertThat(Figures.count(2449)).isEqualTo("2,449");
        assertThat(Figures.percent(.9749)).isEqualTo("97.5\u00a0%");
        assertThat(Language.VIETNAMESE.<String>during(() -> Figures.count(2449) + " " + Figures.percent(.9749)))
                .isEqualTo("2.449 97,5\u00a0%");
        assertThat(Figures.count(2449)).isEqualTo("2,449");
    }

    @Test
    void aPageSaysItsLanguageOffersTheOtherAndMarksVietnameseNames() {
        assertThat(Page.titled("Đầu").with(Html.name("Xã Tân Tiến")))
                .contains("<html lang=\"vi\">", "Xã Tân Tiến")
                .doesNotContain("<span lang", "other-language");

        Language.serve(Language.ENGLISH, "/?lang=vi");

        assertThat(Page.titled("Home").with(Html.name("Xã Tân Tiến")))
                .contains("<html lang=\"en\">", "<span lang=\"vi\">Xã Tân Tiến</span>", "href=\"/?lang=vi\"");
    }
}
