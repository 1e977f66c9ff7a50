/** The clerk's desk: sign in, finish a visit. Says that a visit was rated, never how. */
@NullMarked
package motcua.kiosk.desk;

import org.jspecify.annotations.NullMarked;
