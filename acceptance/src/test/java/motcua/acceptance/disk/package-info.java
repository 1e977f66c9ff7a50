/** Disks that fail, fill up, are slow or lose power, under the unchanged kiosk and server. */
@NullMarked
package motcua.acceptance.disk;

import org.jspecify.annotations.NullMarked;
