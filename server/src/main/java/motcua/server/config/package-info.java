/** The one properties file of the server. */
@NullMarked
package motcua.server.config;

import org.jspecify.annotations.NullMarked;
