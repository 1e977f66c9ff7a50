/** True local dates of records, as a function of the journal's clock anchors alone. */
@NullMarked
package motcua.server.dates;

import org.jspecify.annotations.NullMarked;
