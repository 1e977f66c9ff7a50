/** What programs of others read: units, results, files written on a schedule, and the description of all of it. */
@NullMarked
package motcua.server.api;

import org.jspecify.annotations.NullMarked;
