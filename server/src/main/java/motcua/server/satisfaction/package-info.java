/** Fair statistics of cells: what may be shown to whom, rates with intervals, generated sentences. */
@NullMarked
package motcua.server.satisfaction;

import org.jspecify.annotations.NullMarked;
