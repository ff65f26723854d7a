const FOCUSABLE = 'a[href], button, input, select, [tabindex]';

/** Makes a change that replaces parts of a place. Where one of them had the focus, the part in its place has it after the change. */
export function keepFocus(place, change) {
  const find = findLater(place);
  change();
  find?.()?.focus({ preventScroll: true });
}

/** Finds what has the focus again: the head of a column by its metric, all else by its place; null without the focus. */
function findLater(place) {
  const focused = /** @type {HTMLElement} */ (document.activeElement);
  const at = listFocusable(place).indexOf(focused);
  if (at === -1) {
    return null;
  }
  const { sort } = focused.dataset;
  // The last page of a list has no next one, and may have fewer rows.
  return () => (sort ? place.querySelector(`[data-sort="${CSS.escape(sort)}"]`) : listFocusable(place).slice(0, at + 1).findLast((one) => !one.disabled));
}

/** @returns {any[]} */
function listFocusable(place) {
  return [...place.querySelectorAll(FOCUSABLE)];
}
