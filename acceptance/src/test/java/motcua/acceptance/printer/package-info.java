/**
 * Tickets on paper: real bytes through the real driver into a printer that is strict about them, judged by programs that know nothing of
 * how they were made, and faults at every byte.
 */
@NullMarked
package motcua.acceptance.printer;

import org.jspecify.annotations.NullMarked;
