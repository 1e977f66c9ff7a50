package motcua.server.review;

import motcua.server.html.Html;

/**
 * Something a person should look at.
 *
 * @param strength 4 = a fact, 3 = strong evidence, 2 = a sign
 * @param title what it is, with the unit
 * @param href where more stands, a path of this server
 * @param evidence a drawing or words; the figures behind a sign stand here
 * @param since how long, or of which period
 * @param action what to do there, two or three words
 */
public record Todo(int strength, Html title, String why, String href, Html evidence, String since, String action) {
    /** A fact. */
    public static final int FACT = 4;

    /** Beyond chance by the limits that many units are compared with. */
    public static final int STRONG = 3;

    /** Worth waiting for one more period. */
    public static final int SIGN = 2;
}
