/** What a kiosk and a server say to each other. */
@NullMarked
package motcua.contract;

import org.jspecify.annotations.NullMarked;
