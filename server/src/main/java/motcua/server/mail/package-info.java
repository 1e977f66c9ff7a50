/** Letters the server sends: one digest a morning. */
@NullMarked
package motcua.server.mail;

import org.jspecify.annotations.NullMarked;
