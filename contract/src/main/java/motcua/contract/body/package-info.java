@NullMarked
package motcua.contract.body;

import org.jspecify.annotations.NullMarked;
