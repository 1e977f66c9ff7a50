package motcua.kiosk.setup;

import io.javalin.config.RoutesConfig;
import io.javalin.http.BadRequestResponse;
import io.javalin.http.ConflictResponse;
import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import motcua.contract.body.AnchorSource;
import motcua.contract.body.SettingsApplied;
import motcua.contract.scale.Scale;
import motcua.contract.scale.StandardScales;
import motcua.contract.settings.OfficeHours;
import motcua.contract.settings.OfficeTexts;
import motcua.contract.settings.PrinterOptions;
import motcua.contract.settings.VoiceOptions;
import motcua.kiosk.counter.Counters;
import motcua.kiosk.office.Office;
import motcua.kiosk.office.OfficeData;
import motcua.kiosk.office.OfficeDraft;
import motcua.kiosk.office.PinGate;
import motcua.kiosk.office.ProcedureList;
import motcua.kiosk.pads.PadDesk;
import motcua.kiosk.pads.PadTest;
import motcua.kiosk.web.Answers;
import motcua.kiosk.web.Doorkeeper;
import motcua.kiosk.web.Role;
import motcua.kiosk.web.Routes;
import org.jspecify.annotations.Nullable;

/** Doors of {@code /setup}. Open to anyone until a technician's PIN is chosen, then only to who knows it. */
public final class SetupRoutes implements Routes {
    private final Office office;
    private final Counters counters;
    private final PadDesk pads;
    private final Doorkeeper doorkeeper;
    private final Clock clock;
    private final BooleanSupplier practice;

    /** True time, as far as setting it by hand goes. */
    public interface Clock {
        boolean trusted();

        /** Wall clock, milliseconds since 1970 UTC. */
        long wallMs();

        /** Whether it could be that time now, as far as true time was ever measured here. */
        boolean possible(long wallMs, long errorMs);

        void learned(long wallMs, long errorMs, AnchorSource source);
    }

    public SetupRoutes(
            Office office,
            Counters counters,
            PadDesk pads,
            Doorkeeper doorkeeper,
            Clock clock,
            BooleanSupplier practice) {
        this.office = office;
        this.counters = counters;
        this.pads = pads;
        this.doorkeeper = doorkeeper;
        this.clock = clock;
        this.practice = practice;
    }

    /** @param open whether this browser may see and change the rest; without it the rest is absent */
    record Setup(
            boolean open,
            boolean guarded,
            boolean practice,
            SettingsApplied.@Nullable Office office,
            @Nullable List<SettingsApplied.Counter> counters,
            @Nullable List<ShownClerk> clerks,
            @Nullable String scale,
            @Nullable Long windowMs,
            @Nullable List<OfficeData.Procedure> procedures,
            @Nullable List<ShownScale> scales,
            @Nullable PadTest pads,
            @Nullable ShownClock clock,
            @Nullable More more) {
        static Setup closed(boolean practice) {
            return new Setup(false, true, practice, null, null, null, null, null, null, null, null, null, null);
        }
    }

    /**
     * What an office has beside counters and clerks; the usual values before it was set up.
     *
     * @param version of all that was set up, 0 before; a change that is based on another one is refused
     * @param warnings what should be changed though it is allowed
     * @param serverVersion version of the server's settings in force, 0 for none
     * @param serverRefused why the server's newest settings were not taken, absent if they were
     */
    record More(
            List<SettingsApplied.Queue> queues,
            OfficeHours hours,
            OfficeTexts texts,
            VoiceOptions voice,
            PrinterOptions printer,
            OfficeData.@Nullable Catalogue catalogue,
            List<String> languages,
            long version,
            List<String> warnings,
            long serverVersion,
            @Nullable String serverRefused) {}

    record ShownClerk(String id, String name, @Nullable String kind, boolean leader, boolean today) {}

    record ShownScale(String key, String name, List<Scale.Level> levels) {}

    record ShownClock(boolean trusted, long wallMs) {}

    record PinBody(@Nullable String pin) {}

    /** @param basedOn {@link More#version} of what was changed, absent to overwrite whatever there is */
    record SaveBody(
            @Nullable OfficeDraft draft,
            @Nullable String technicianPin,
            @Nullable Long basedOn) {}

    record TrialBody(int counter) {}

    record ClockBody(@Nullable String local) {}

    record ListBody(@Nullable String csv) {}

    record StartBody(boolean agreed) {}

    @Override
    public void register(RoutesConfig routes) {
        routes.get("/api/setup", this::state, Role.ANYONE);
        routes.post("/api/setup/technician", this::technician, Role.ANYONE);
        routes.post("/api/setup/office", this::save, Role.TECHNICIAN);
        routes.post("/api/setup/procedures", this::readProcedures, Role.TECHNICIAN);
        routes.post("/api/setup/pads/try", this::tryPads, Role.TECHNICIAN);
        routes.post("/api/setup/pads/done", this::padsDone, Role.TECHNICIAN);
        routes.post("/api/setup/clock", this::clock, Role.TECHNICIAN);
        routes.post("/api/setup/start", this::start, Role.TECHNICIAN);
    }

    private void state(Context ctx) {
        Answers.json(ctx, setup(doorkeeper.technician(ctx)));
    }

    private Setup setup(boolean open) {
        if (!open) {
            return Setup.closed(practice.getAsBoolean());
        }
        OfficeData data = office.data().orElse(null);
        return new Setup(
                true,
                office.guarded(),
                practice.getAsBoolean(),
                data == null ? null : data.office(),
                data == null ? null : data.counters(),
                data == null
                        ? null
                        : data.clerks().stream()
                                .map(clerk -> new ShownClerk(
                                        clerk.id(),
                                        clerk.name(),
                                        clerk.kind(),
                                        clerk.leader(),
                                        clerk.temporary() != null))
                                .toList(),
                data == null ? null : data.scale(),
                data == null ? null : data.windowMs(),
                data == null ? null : data.procedures(),
                Stream.concat(StandardScales.ALL.stream(), counters.ownScales().stream())
                        .map(scale -> new ShownScale(scale.key(), scale.name(), scale.levels()))
                        .toList(),
                pads.test(),
                new ShownClock(clock.trusted(), clock.wallMs()),
                more(data));
    }

    private More more(@Nullable OfficeData data) {
        return new More(
                data == null ? List.of() : data.queues(),
                data == null ? OfficeHours.USUAL : data.hours(),
                data == null ? OfficeTexts.NONE : data.texts(),
                data == null ? VoiceOptions.USUAL : data.voice(),
                data == null ? PrinterOptions.USUAL : data.printer(),
                data == null ? null : data.catalogue(),
                office.languages(),
                data == null ? 0 : data.version(),
                office.warnings(),
                data == null ? 0 : data.serverVersion(),
                office.serverRefused().orElse(null));
    }

    private void readProcedures(Context ctx) {
        String csv = Answers.body(ctx, ListBody.class).csv();
        Answers.json(
                ctx,
                ProcedureList.read(
                        csv == null ? "" : csv,
                        office.data().map(OfficeData::procedures).orElse(List.of())));
    }

    private void technician(Context ctx) {
        String pin = Answers.body(ctx, PinBody.class).pin();
        PinGate.Result result = office.technician(pin == null ? "" : pin);
        if (result != PinGate.Result.RIGHT) {
            Answers.wrongPin(ctx, result == PinGate.Result.WAIT);
            return;
        }
        doorkeeper.admitTechnician(ctx);
        Answers.json(ctx, setup(true));
    }

    private void save(Context ctx) throws IOException {
        SaveBody body = Answers.body(ctx, SaveBody.class);
        OfficeDraft draft = body.draft();
        if (draft == null) {
            throw new BadRequestResponse("Yêu cầu không đọc được");
        }
        String pin = body.technicianPin() == null || body.technicianPin().isBlank() ? null : body.technicianPin();
        try {
            office.save(draft, pin, body.basedOn());
        } catch (Office.Outdated e) {
            ctx.status(409);
            Answers.json(
                    ctx,
                    Map.of("error", "Cấu hình vừa được sửa ở nơi khác. Phần sửa ở đây chưa lưu", "outdated", true));
            return;
        } catch (OfficeDraft.Mistake e) {
            throw new BadRequestResponse(String.valueOf(e.getMessage()));
        }
        if (pin != null) {
            doorkeeper.admitTechnician(ctx);
        }
        pads.showAll();
        Answers.json(ctx, setup(true));
    }

    private void tryPads(Context ctx) {
        int counter = Answers.body(ctx, TrialBody.class).counter();
        if (counter != 0 && !counters.numbers().contains(counter)) {
            throw new BadRequestResponse("Không có quầy này");
        }
        pads.startTrial(counter);
        Answers.json(ctx, setup(true));
    }

    private void padsDone(Context ctx) {
        pads.endTrial();
        Answers.json(ctx, setup(true));
    }

    private void clock(Context ctx) {
        new HandClock(clock).set(Answers.body(ctx, ClockBody.class).local());
        Answers.json(ctx, setup(true));
    }

    private void start(Context ctx) {
        if (!Answers.body(ctx, StartBody.class).agreed()) {
            throw new BadRequestResponse("Xin đánh dấu đã báo cho cán bộ các quầy");
        }
        if (office.data().isEmpty() || !office.guarded()) {
            throw new ConflictResponse("Xin hoàn tất các bước trước, kể cả mã PIN kỹ thuật");
        }
        pads.endTrial();
        if (practice.getAsBoolean()) {
            office.startOfficially("TECHNICIAN");
        }
        Answers.json(ctx, setup(true));
    }
}
