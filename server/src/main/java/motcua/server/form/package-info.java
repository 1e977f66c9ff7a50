/** Pieces of forms that all pages share. */
@NullMarked
package motcua.server.form;

import org.jspecify.annotations.NullMarked;
