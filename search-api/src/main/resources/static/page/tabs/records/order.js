import { withOptions } from '../../address/view.js';
import { button } from '../../dom/element.js';
import { speaker } from '../../language/language.js';
import { fieldLabel } from './cells.js';
import { fieldType, TIME } from './kinds.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** The order in the address; without it the greatest, or newest, are first. */
const ASCENDING = 'ascending';

/** How the records of a view are ordered, by its options `sort` and `order`: the newest first by default. */
export function orderOf(kind, { options }) {
  return { field: isOrder(kind, options.sort) ? options.sort : TIME, ascending: options.order === ASCENDING };
}

/** Numbers order records, as the time does. */
function isOrder(kind, field) {
  return field === TIME || fieldType(kind, field) === 'number';
}

/** The parameters of the API for the order of a view. */
export function orderParameters(kind, view) {
  const { field, ascending } = orderOf(kind, view);
  return { sort: field === TIME ? null : field, direction: ascending ? 'asc' : null };
}

/** Whether the newest records are first. */
export function isNewestFirst(kind, view) {
  const { field, ascending } = orderOf(kind, view);
  return field === TIME && !ascending;
}

/** The head of a column; a click on one that may order the records does so, a second click turns the order. */
export function orderHead(kind, name, page) {
  const label = fieldLabel(kind, name);
  const numeric = fieldType(kind, name) === 'number';
  if (!isOrder(kind, name)) {
    return { label, numeric };
  }
  const { field, ascending } = orderOf(kind, page.view);
  const isOwn = field === name;
  const turned = isOwn && !ascending ? ASCENDING : null;
  const arrow = ascending ? ' ▴' : ' ▾';
  return {
    label: button(isOwn ? label + arrow : label, () => page.go(withOptions(page.view, { sort: name === TIME ? null : name, order: turned })), {
      className: 'link', title: text('sort', { name: label }), data: { sort: name },
    }),
    numeric,
    sorted: isOwn ? (ascending ? ASCENDING : 'descending') : undefined,
  };
}

/** How many records a page has, and in which order they stand. */
export function pageInWords(kind, view, count) {
  const { field, ascending } = orderOf(kind, view);
  if (field === TIME) {
    return text(ascending ? 'oldest' : 'page', { count });
  }
  return text(ascending ? 'least' : 'greatest', { count, name: fieldLabel(kind, field) });
}
