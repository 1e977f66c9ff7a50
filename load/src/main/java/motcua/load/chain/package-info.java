/** Journals made in memory, as a kiosk would write them. */
@NullMarked
package motcua.load.chain;

import org.jspecify.annotations.NullMarked;
