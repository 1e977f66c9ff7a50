package motcua.kiosk.web;

import io.javalin.config.RoutesConfig;

/** The routes of one part of the kiosk. */
@FunctionalInterface
public interface Routes {
    /** Adds the routes, each with its role. */
    void register(RoutesConfig routes);
}
