/** The kiosk's web server: who may ask what, which headers every answer carries, and the live feed of the screens. */
@NullMarked
package motcua.kiosk.web;

import org.jspecify.annotations.NullMarked;
