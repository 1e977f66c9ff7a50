/**
 * The ticket printer: a port in our own words, and a driver for printers that understand ESC/POS, on a USB device file, a serial
 * line or a TCP connection.
 */
@NullMarked
package motcua.bridge.printer;

import org.jspecify.annotations.NullMarked;
