/** The HTTP server of the reviewers: wiring, escaped HTML, security headers, static files. */
@NullMarked
package motcua.server.web;

import org.jspecify.annotations.NullMarked;
