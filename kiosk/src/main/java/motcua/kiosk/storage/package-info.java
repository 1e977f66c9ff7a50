/** Files beside the journal that must survive a power cut. */
@NullMarked
package motcua.kiosk.storage;

import org.jspecify.annotations.NullMarked;
