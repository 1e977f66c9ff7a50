/** Tickets on paper: one after another, what became of each as records, and how much paper is left. */
@NullMarked
package motcua.kiosk.print;

import org.jspecify.annotations.NullMarked;
