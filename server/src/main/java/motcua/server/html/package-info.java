/** HTML and SVG that are escaped by construction and hold no inline style or script; the frame of every page. */
@NullMarked
package motcua.server.html;

import org.jspecify.annotations.NullMarked;
