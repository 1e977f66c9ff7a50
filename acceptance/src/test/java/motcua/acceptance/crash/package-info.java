/** Processes killed with SIGKILL at chosen system calls and at any moment: nothing that was shown as recorded is lost or doubled. */
@NullMarked
package motcua.acceptance.crash;

import org.jspecify.annotations.NullMarked;
