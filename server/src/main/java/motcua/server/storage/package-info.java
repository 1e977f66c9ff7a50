/** The server's database: SQLite in a file by default, PostgreSQL by configuration, with the same tables. */
@NullMarked
package motcua.server.storage;

import org.jspecify.annotations.NullMarked;
