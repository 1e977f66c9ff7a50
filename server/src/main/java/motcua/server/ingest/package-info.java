/** The server's mouth: takes in journal messages, commits them in groups, hands out receipts. */
@NullMarked
package motcua.server.ingest;

import org.jspecify.annotations.NullMarked;
