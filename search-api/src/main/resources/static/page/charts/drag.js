import { element } from '../dom/element.js';

/** Shorter drags are clicks. */
const LEAST_PIXELS = 8;

/**
 * Lets the mouse drag over a period of a chart. `indexAt(x)` is the point at a pixel, `onChosen(first, last)` gets
 * the outermost points. A finger scrolls the page instead.
 */
export function dragPeriod(place, indexAt, onChosen) {
  let start = null;
  let mark = null;
  const x = (event) => event.clientX - place.getBoundingClientRect().left;

  place.addEventListener('pointerdown', (event) => {
    if (event.pointerType === 'mouse' && event.button === 0 && indexAt(x(event)) !== null) {
      start = x(event);
    }
  });
  place.addEventListener('pointermove', (event) => {
    if (start === null || (mark === null && Math.abs(x(event) - start) < LEAST_PIXELS)) {
      return;
    }
    if (mark === null) {
      mark = element('div', { className: 'drag-mark' });
      place.append(mark);
      place.setPointerCapture(event.pointerId);
    }
    mark.style.left = `${Math.min(start, x(event))}px`;
    mark.style.width = `${Math.abs(x(event) - start)}px`;
  });
  const end = (event) => {
    const [from, dragged] = [start, mark !== null];
    start = null;
    mark?.remove();
    mark = null;
    if (!dragged || event.type !== 'pointerup') {
      return;
    }
    const ends = [indexAt(Math.min(from, x(event))), indexAt(Math.max(from, x(event)))];
    if (ends[0] !== null && ends[1] !== null) {
      onChosen(...ends);
    }
  };
  place.addEventListener('pointerup', end);
  place.addEventListener('pointercancel', end);
}
