@NullMarked
package motcua.contract.wire;

import org.jspecify.annotations.NullMarked;
