package motcua.kiosk.voice;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import io.javalin.http.NotFoundResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import motcua.kiosk.web.Answers;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;
import org.jspecify.annotations.Nullable;

/** The page {@code /setup/voice} and its doors: recordings in place of the clips that came with the kiosk. */
public final class VoiceRoutes implements Routes {
    /** The only page that may hear a microphone. */
    private static final String WITH_MICROPHONE = "camera=(), microphone=(self), geolocation=()";
    /** 20 s at 22 050 Hz: a clip with all the silence around it. */
    private static final int LARGEST_RECORDING = 900_000;

    private static final Call TRIED = new Call("A012", 3, Call.Kind.CALL, 1, ClipStore.VIETNAMESE);

    private final ClipStore clips;
    private final Voice voice;

    public VoiceRoutes(ClipStore clips, Voice voice) {
        this.clips = clips;
        this.voice = voice;
    }

    record Shown(List<Language> languages, VoiceState state) {}

    /** @param problem why the pack, or a part of it, is not used */
    record Language(
            String code,
            String name,
            @Nullable String problem,
            Map<String, String> sentences,
            List<ClipStore.ClipInfo> clips) {}

    record LanguageBody(@Nullable String code, @Nullable String name) {}

    record SentenceBody(@Nullable String kind, @Nullable String text) {}

    record TryBody(
            @Nullable String language,
            @Nullable String kind,
            @Nullable String label,
            @Nullable Integer counter) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/setup/voice", VoiceRoutes::page, Role.ANYONE);
        routes.get("/api/setup/voice", ctx -> Answers.json(ctx, shown()), Role.TECHNICIAN);
        routes.post("/api/setup/voice", this::addLanguage, Role.TECHNICIAN);
        routes.post("/api/setup/voice-try", this::tryOut, Role.TECHNICIAN);
        routes.post("/api/setup/voice/{language}", this::sentence, Role.TECHNICIAN);
        routes.get("/api/setup/voice/{language}/{clip}", this::listen, Role.TECHNICIAN);
        routes.post("/api/setup/voice/{language}/{clip}", this::put, Role.TECHNICIAN);
        routes.delete("/api/setup/voice/{language}/{clip}", this::remove, Role.TECHNICIAN);
    }

    private static void page(Context ctx) throws IOException {
        try (@Nullable InputStream in = VoiceRoutes.class.getResourceAsStream("/web/voice.html")) {
            if (in == null) {
                throw new NotFoundResponse();
            }
            ctx.header("Permissions-Policy", WITH_MICROPHONE);
            ctx.contentType("text/html; charset=utf-8").result(in.readAllBytes());
        }
    }

    private Shown shown() {
        Map<String, String> problems = clips.problems();
        return new Shown(
                clips.languages().entrySet().stream()
                        .map(each -> new Language(
                                each.getKey(),
                                each.getValue(),
                                problems.get(each.getKey()),
                                sentences(each.getKey()),
                                clips.clips(each.getKey())))
                        .toList(),
                voice.state());
    }

    private Map<String, String> sentences(String language) {
        return clips.sentences(language).entrySet().stream()
                .collect(Collectors.toMap(each -> each.getKey().name(), Map.Entry::getValue));
    }

    private void addLanguage(Context ctx) throws IOException {
        LanguageBody body = Answers.body(ctx, LanguageBody.class);
        try {
            clips.addLanguage(text(body.code()).strip().toLowerCase(Locale.ROOT), text(body.name()));
        } catch (ClipRefused e) {
            throw new BadRequestResponse(String.valueOf(e.getMessage()));
        }
        Answers.json(ctx, shown());
    }

    private void sentence(Context ctx) throws IOException {
        SentenceBody body = Answers.body(ctx, SentenceBody.class);
        try {
            clips.say(ctx.pathParam("language"), kind(body.kind()), text(body.text()));
        } catch (ClipRefused e) {
            throw new BadRequestResponse(String.valueOf(e.getMessage()));
        }
        Answers.json(ctx, shown());
    }

    private void tryOut(Context ctx) {
        if (voice.state().condition() == VoiceState.Condition.OFF) {
            throw new ConflictResponse("Máy chưa nối loa: voice.player trong tệp cấu hình là none");
        }
        TryBody body = Answers.body(ctx, TryBody.class);
        try {
            voice.say(new Call(
                    body.label() == null ? TRIED.label() : body.label(),
                    body.counter() == null ? TRIED.counter() : body.counter(),
                    kind(body.kind()),
                    TRIED.recallTimes(),
                    body.language() == null ? TRIED.language() : body.language()));
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("Số hoặc quầy không đúng");
        }
        Answers.json(ctx, voice.state());
    }

    private void listen(Context ctx) {
        try {
            byte[] wav = clips.wav(ctx.pathParam("language"), ctx.pathParam("clip"));
            ctx.contentType("audio/wav").result(wav);
        } catch (Unsayable e) {
            throw new NotFoundResponse(String.valueOf(e.getMessage()));
        }
    }

    private void put(Context ctx) throws IOException {
        byte[] wav;
        try (InputStream in = ctx.bodyInputStream()) {
            wav = in.readNBytes(LARGEST_RECORDING + 1);
        }
        if (wav.length > LARGEST_RECORDING) {
            throw new BadRequestResponse("Đoạn ghi quá dài. Xin chỉ đọc đúng lời");
        }
        try {
            Answers.json(ctx, clips.put(ctx.pathParam("language"), ctx.pathParam("clip"), wav));
        } catch (ClipRefused e) {
            throw new BadRequestResponse(String.valueOf(e.getMessage()));
        }
    }

    private void remove(Context ctx) throws IOException {
        try {
            Answers.json(ctx, clips.remove(ctx.pathParam("language"), ctx.pathParam("clip")));
        } catch (ClipRefused e) {
            throw new BadRequestResponse(String.valueOf(e.getMessage()));
        }
    }

    private static String text(@Nullable String given) {
        return given == null ? "" : given;
    }

    private static Call.Kind kind(@Nullable String given) {
        try {
            return given == null ? Call.Kind.CALL : Call.Kind.valueOf(given);
        } catch (IllegalArgumentException e) {
            throw new BadRequestResponse("Yêu cầu không đọc được");
        }
    }
}
