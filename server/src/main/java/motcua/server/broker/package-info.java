/** The message broker: embedded or external, and the server's own client of it. */
@NullMarked
package motcua.server.broker;

import org.jspecify.annotations.NullMarked;
