/** Periodic reports of a unit: computed tables, typed sub-counts and words, signing, sending upward, files. */
@NullMarked
package motcua.server.reports;

import org.jspecify.annotations.NullMarked;
