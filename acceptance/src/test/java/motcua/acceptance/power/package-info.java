/** The kiosk in a machine of its own: Debian's kernel in QEMU, whose power is cut and whose devices are driven from outside. */
@NullMarked
package motcua.acceptance.power;

import org.jspecify.annotations.NullMarked;
