package motcua.kiosk.rate;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import motcua.kiosk.voice.ClipStore;
import motcua.kiosk.voice.Unsayable;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;

/** The sentence that tells somebody who cannot read which faces to press: a clip, which the office may record itself. */
public final class RatePrompt implements Routes {
    private static final String CLIP = "moi-danh-gia";

    private final ClipStore clips;

    public RatePrompt(ClipStore clips) {
        this.clips = clips;
    }

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/rate-prompt/{language}", this::prompt, Role.ANYONE);
    }

    private void prompt(Context ctx) {
        String language = ctx.pathParam("language");
        try {
            String spoken = clips.languages().containsKey(language) ? language : ClipStore.VIETNAMESE;
            ctx.contentType("audio/wav").result(clips.wav(spoken, CLIP));
        } catch (Unsayable e) {
            throw new NotFoundResponse("Chưa có đoạn tiếng này");
        }
    }
}
