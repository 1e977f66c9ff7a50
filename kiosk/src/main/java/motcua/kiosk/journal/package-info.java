/** The one append-only journal of an office: durable, hash-chained, signed, salvaged when damaged. */
@NullMarked
package motcua.kiosk.journal;

import org.jspecify.annotations.NullMarked;
