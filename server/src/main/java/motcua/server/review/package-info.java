/** The reviewer's pages: results of a unit, method, plots drawn by the server. */
@NullMarked
package motcua.server.review;

import org.jspecify.annotations.NullMarked;
