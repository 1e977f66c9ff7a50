/** The kiosk's one properties file, read into records; a wrong key stops the start with its name. */
@NullMarked
package motcua.kiosk.config;

import org.jspecify.annotations.NullMarked;
