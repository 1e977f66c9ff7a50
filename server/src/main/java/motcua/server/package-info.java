/** The server's command line; wires all parts of the server by hand. */
@NullMarked
package motcua.server;

import org.jspecify.annotations.NullMarked;
