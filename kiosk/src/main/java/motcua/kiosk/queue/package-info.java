/** People with tickets: who waits, who is called, and what became of each number. A projection of the journal. */
@NullMarked
package motcua.kiosk.queue;

import org.jspecify.annotations.NullMarked;
