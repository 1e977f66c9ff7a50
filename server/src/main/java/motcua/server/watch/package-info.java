/** What each office sends and how its devices are: silence, backlog, clock, forks, presses that fit nothing. Counts only, no level. */
@NullMarked
package motcua.server.watch;

import org.jspecify.annotations.NullMarked;
