package motcua.server.review;

import static motcua.server.html.Html.at;
import static motcua.server.html.Html.cls;
import static motcua.server.html.Html.el;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.util.List;
import motcua.server.access.Role;
import motcua.server.html.Html;

/** Pages for everyone: what this is, and how figures are made. */
public final class PublicRoutes {
    private final Frame frame;

    /** Pages in this frame. */
    public PublicRoutes(Frame frame) {
        this.frame = frame;
    }

    /** Adds the routes. */
    public void register(RoutesConfig routes) {
        routes.get("/", this::start, Role.PUBLIC);
        routes.get("/phuong-phap", this::method, Role.PUBLIC);
    }

    private void start(Context ctx) {
        ctx.html(frame.open(ctx, "Trang đầu", "/")
                .mainClass("pub")
                .with(
                        el(
                                "div",
                                cls("lead"),
                                el("h1", "Đo mức độ hài lòng tại Bộ phận Một cửa, công bằng và kiểm tra lại được"),
                                el(
                                        "p",
                                        "Sau khi được phục vụ, người dân bấm một nút. Đánh giá không lưu họ tên, số điện thoại.")),
                        el(
                                "div",
                                cls("grid three"),
                                card(
                                        "Không ai biết ai bấm gì",
                                        "Kết quả chỉ nêu theo nhóm từ 5 đánh giá. Công chức không thấy từng lượt bấm."),
                                card(
                                        "Im lặng không phải là hài lòng",
                                        "Mọi lượt phục vụ đều được kể: đã đánh giá, không đánh giá, không mời, thiết bị hỏng."),
                                card(
                                        "Không sửa được trong im lặng",
                                        "Mỗi lượt bấm nằm trong sổ ghi nối chuỗi, có chữ ký; ai cũng kiểm tra lại được.")),
                        el(
                                "p",
                                cls("rowbtn"),
                                el("a", cls("btn main"), at("href", "/review"), "Xem kết quả (cần đăng nhập)"),
                                el("a", cls("btn"), at("href", "/phuong-phap"), "Cách tính"))));
    }

    private static Html card(String title, String text) {
        return el("section", cls("card"), el("h2", title), el("p", text));
    }

    private void method(Context ctx) {
        List<Html> entries = MethodPage.SECTIONS.stream()
                .map(s -> el("li", el("a", at("href", "#" + s.id()), s.title())))
                .toList();
        ctx.html(frame.open(ctx, "Phương pháp", "/phuong-phap")
                .with(el(
                        "div",
                        cls("meth"),
                        el("nav", cls("card"), at("aria-label", "Mục trong trang"), el("ol", entries)),
                        el(
                                "div",
                                el(
                                        "div",
                                        cls("lead"),
                                        el("h1", "Cách tính, để ai cũng tính lại được"),
                                        el("p", "Mọi con số bắt đầu từ số đếm.")),
                                MethodPage.sections()))));
    }
}
