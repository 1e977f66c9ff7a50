package motcua.kiosk.web;

import io.javalin.security.RouteRole;

/** Who may use a route. Every route states one. */
public enum Role implements RouteRole {
    /** Anyone who reaches the kiosk: citizens' screens, health, sign-in. Nothing here says how anyone rated. */
    ANYONE,
    /** The clerk signed in at the counter of the route. */
    CLERK,
    /** The technician, by PIN; anyone while the kiosk has not been set up. */
    TECHNICIAN,
    /** Anyone, but only on a kiosk with simulated or emulated devices. */
    SIMULATION
}
