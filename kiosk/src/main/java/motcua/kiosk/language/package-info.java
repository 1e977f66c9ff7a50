/** The words of the citizens' pages in several languages: two in the jar, any other as a file. */
@NullMarked
package motcua.kiosk.language;

import org.jspecify.annotations.NullMarked;
