@NullMarked
package motcua.contract.scale;

import org.jspecify.annotations.NullMarked;
