/** Parts of an office's settings that its kiosk keeps, whether set up on the spot or sent by the server. No secrets. */
@NullMarked
package motcua.contract.settings;

import org.jspecify.annotations.NullMarked;
