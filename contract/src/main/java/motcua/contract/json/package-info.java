@NullMarked
package motcua.contract.json;

import org.jspecify.annotations.NullMarked;
