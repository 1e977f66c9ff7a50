/** Who may see what: users, sessions, roles, and the log of looks at personal figures. */
@NullMarked
package motcua.server.access;

import org.jspecify.annotations.NullMarked;
