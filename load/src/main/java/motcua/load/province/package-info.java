/** An invented province for looking at pages and measuring them: cells without a journal, marked as simulated. */
@NullMarked
package motcua.load.province;

import org.jspecify.annotations.NullMarked;
