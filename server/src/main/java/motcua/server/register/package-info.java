/** Lists that people keep, by a form or a file: each change is checked as a whole, shown before it is made, kept, and can be taken back. */
@NullMarked
package motcua.server.register;

import org.jspecify.annotations.NullMarked;
