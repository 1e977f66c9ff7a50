@NullMarked
package motcua.contract.journal;

import org.jspecify.annotations.NullMarked;
