/** Drivers on real kernels: arm64 machines in emulation, whose pins are moved from outside. */
@NullMarked
package motcua.acceptance.devices;

import org.jspecify.annotations.NullMarked;
