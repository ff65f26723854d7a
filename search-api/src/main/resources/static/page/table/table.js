import { element } from '../dom/element.js';
import { keepFocus } from '../dom/focus.js';

/**
 * A table for the eye and the screen reader. Columns have a `label`, a text or an element, and where it is a number `numeric`;
 * `sorted` is `ascending` or `descending` for the column that orders the rows. Cells are texts, elements, or `{ text, title }`.
 * `onRow(index)` gives what a click on a row does, or null where it does nothing.
 */
export function table(caption, columns, rows, { className = 'data', onRow = null } = {}) {
  const head = element('tr', {}, ...columns.map(headCell));
  const body = rows.map((row, index) => {
    const made = element('tr', {}, ...row.map((cell, at) => bodyCell(cell, columns[at])));
    const choose = onRow?.(index);
    if (choose) {
      made.className = 'choosable';
      made.addEventListener('click', (event) => /** @type {Element} */ (event.target).closest('a, button') ?? choose());
    }
    return made;
  });
  return element(
    'div',
    { className: 'table-scroll', tabIndex: 0, attributes: { role: 'group', 'aria-label': caption } },
    element(
      'table',
      { className },
      element('caption', { className: 'unseen', textContent: caption }),
      element('thead', {}, head),
      element('tbody', {}, ...body),
    ),
  );
}

/** Shows a table in place of the one before, scrolled as that was and with the focus where it was. */
export function replaceTable(place, made) {
  const before = place.querySelector('.table-scroll');
  const { scrollTop = 0, scrollLeft = 0 } = before ?? {};
  keepFocus(place, () => place.replaceChildren(made));
  const now = place.querySelector('.table-scroll');
  if (before && now) {
    Object.assign(now, { scrollTop, scrollLeft });
  }
}

function headCell(column) {
  return element('th', { className: column.numeric ? 'numeric' : '', title: column.title ?? textOf(column.label), attributes: { scope: 'col', 'aria-sort': column.sorted } }, column.label);
}

function bodyCell(cell, column) {
  const made = element('td', { className: column.numeric ? 'numeric' : '' });
  if (cell instanceof Node) {
    made.append(cell);
  } else if (cell !== null && typeof cell === 'object') {
    made.append(element('span', { textContent: cell.text, title: cell.title ?? '' }));
  } else {
    made.textContent = cell;
    made.title = textOf(cell);
  }
  return made;
}

/** What a cell of a text alone says when it is cut. */
function textOf(cell) {
  return typeof cell === 'string' ? cell : '';
}
