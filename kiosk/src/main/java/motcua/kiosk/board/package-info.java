/** The board over the waiting room: whose turn it is, who is next, and what the office has to say. */
@NullMarked
package motcua.kiosk.board;

import org.jspecify.annotations.NullMarked;
