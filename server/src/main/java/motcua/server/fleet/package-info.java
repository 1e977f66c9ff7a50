/** What the server knows of the kiosks: status, names, alarms, its own health. */
@NullMarked
package motcua.server.fleet;

import org.jspecify.annotations.NullMarked;
