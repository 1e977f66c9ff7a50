// What the page has on hand: the steps read and change it, setup.js draws it.

export const at = {
  /** As the kiosk has it. */
  setup: null,
  /** As it is filled in here; absent until the page is open. */
  draft: null,
  /** A new PIN of the technician, empty to keep the one there is. */
  technicianPin: "",
  mistake: "",
  /** Whether the office was changed elsewhere since the draft was begun. */
  outdated: false,
  busy: false,
  /** Whether the kiosk has an office. */
  saved: false,
  draw: () => {},
};
