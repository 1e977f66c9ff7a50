/** Pages of those who keep units, procedures, accounts and keys, and of those who may read the log. */
@NullMarked
package motcua.server.admin;

import org.jspecify.annotations.NullMarked;
