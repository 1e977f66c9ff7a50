@NullMarked
package motcua.contract.sign;

import org.jspecify.annotations.NullMarked;
