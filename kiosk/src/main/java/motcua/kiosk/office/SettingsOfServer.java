package motcua.kiosk.office;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;
import motcua.contract.json.JsonBinding;
import motcua.contract.json.MalformedJson;
import motcua.contract.wire.Settings;
import motcua.kiosk.uplink.SettingsTaker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts the server's settings in force at the office, or says why not; the ones before stay then. */
public final class SettingsOfServer implements SettingsTaker {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsOfServer.class);
    private static final Pattern SALT = Pattern.compile("[0-9a-f]{32}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    /** A check of a PIN may not hold up the others for longer than about ten seconds. */
    private static final int MOST_ITERATIONS = 10 * PinHash.ITERATIONS;

    private final Office office;

    public SettingsOfServer(Office office) {
        this.office = office;
    }

    @Override
    public long version() {
        return office.serverVersion();
    }

    @Override
    public void take(JsonNode payload) throws IOException {
        String version = payload.path("version").asText("?");
        try {
            long form = payload.path("form").asLong(0);
            if (form > Settings.FORM) {
                throw new MalformedJson("cần phần mềm mới hơn (dạng " + form + ")", null);
            }
            Settings settings = JsonBinding.fromTree(payload, Settings.class);
            if (settings.version() <= office.serverVersion()) {
                office.refuseServer(null); // the newest that is the server's is in force
                return;
            }
            office.takeServer(settings.version(), draft(settings), pins(settings));
            LOG.info("settings {} of the server are in force", settings.version());
        } catch (OfficeDraft.Mistake | MalformedJson e) {
            office.refuseServer("Cấu hình " + version + " từ máy chủ không dùng được: " + e.getMessage());
            throw new MalformedJson("settings " + version + " are refused: " + e.getMessage(), e);
        }
    }

    @Override
    public void refuse(MalformedJson why) {
        office.refuseServer("Cấu hình gửi đến bị hỏng hoặc không có chữ ký của máy chủ");
    }

    private static Map<String, PinHash> pins(Settings settings) throws MalformedJson {
        Map<String, PinHash> pins = new HashMap<>();
        for (Settings.Clerk clerk : settings.clerks()) {
            Settings.Pin pin = clerk.pin();
            if (pin == null) {
                continue;
            }
            if (!SALT.matcher(pin.salt()).matches()
                    || !HASH.matcher(pin.hash()).matches()
                    || pin.iterations() < PinHash.ITERATIONS
                    || pin.iterations() > MOST_ITERATIONS) {
                throw new MalformedJson("mã PIN của " + clerk.id() + " không đúng dạng", null);
            }
            pins.put(clerk.id(), new PinHash(pin.salt(), pin.iterations(), pin.hash()));
        }
        return pins;
    }

    private static OfficeDraft draft(Settings settings) {
        Settings.Catalogue catalogue = settings.catalogue();
        return new OfficeDraft(
                new OfficeDraft.Office(settings.office().id(), settings.office().name()),
                settings.counters().stream()
                        .map(each -> new OfficeDraft.Counter(
                                each.number(), each.name(), each.mode().name()))
                        .toList(),
                settings.clerks().stream()
                        .map(each -> new OfficeDraft.Clerk(each.id(), each.name(), each.kind(), null, each.leader()))
                        .toList(),
                settings.scale(),
                settings.windowMs(),
                settings.procedures() == null
                        ? null
                        : settings.procedures().stream()
                                .map(each -> new OfficeData.Procedure(
                                        each.code(),
                                        each.name(),
                                        each.field(),
                                        each.nickname(),
                                        each.keywords(),
                                        each.common()))
                                .toList(),
                QueueCheck.asDraft(settings.queues()),
                settings.hours(),
                settings.texts(),
                settings.voice(),
                settings.printer(),
                catalogue == null ? null : new OfficeData.Catalogue(catalogue.decision(), catalogue.date()),
                settings.languages(),
                settings.ownScale());
    }
}
