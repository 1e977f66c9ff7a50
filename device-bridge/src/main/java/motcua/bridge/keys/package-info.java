/** Keys and lamps that are wired to the kiosk one by one: a clerk's next key, a row of ticket keys, their lamps. */
@NullMarked
package motcua.bridge.keys;

import org.jspecify.annotations.NullMarked;
