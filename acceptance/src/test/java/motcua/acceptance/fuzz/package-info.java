/**
 * Whatever comes in from outside, thrown at the code that reads it: coverage-guided by Jazzer in {@code acceptance/fuzz/run},
 * and the kept inputs again in {@link motcua.acceptance.fuzz.CorpusTest}.
 */
@NullMarked
package motcua.acceptance.fuzz;

import org.jspecify.annotations.NullMarked;
