/** The path between kiosk and server under attack: cut, slow, silent and lying lines, brokers that die or forget. */
@NullMarked
package motcua.acceptance.network;

import org.jspecify.annotations.NullMarked;
