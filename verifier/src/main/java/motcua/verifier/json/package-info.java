/** Reads canonical JSON and nothing else. Written apart from the kiosk's and the server's, so that one mistake is not made twice. */
@NullMarked
package motcua.verifier.json;

import org.jspecify.annotations.NullMarked;
