/** Settings of offices as the server publishes them, and their way down to the kiosks. */
@NullMarked
package motcua.server.settings;

import org.jspecify.annotations.NullMarked;
