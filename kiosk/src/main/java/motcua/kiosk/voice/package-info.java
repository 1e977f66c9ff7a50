/**
 * Calls people by voice: a call becomes words, the words become short recordings ("clips") of a language pack, and the
 * kiosk plays them one call after another.
 */
@NullMarked
package motcua.kiosk.voice;

import org.jspecify.annotations.NullMarked;
