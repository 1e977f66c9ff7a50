/** What tickets and day slips look like on paper: one bit a dot, the font that ships with the kiosk, no printer's code pages. */
@NullMarked
package motcua.kiosk.slip;

import org.jspecify.annotations.NullMarked;
