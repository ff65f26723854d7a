import { element } from '../../dom/element.js';
import { fullMoment, moment } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { DEPARTMENT, valueLabel } from '../../schema/labels.js';
import { table } from '../../table/table.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Entries of the directory that are shown; a search finds the others. */
export const SHOWN_NAMES = 100;

/** The entries of the directory that a search, or none, has found. */
export function nameTable({ entries, total }, { q, view }) {
  if (entries.length === 0) {
    return element('p', {}, text(q === '' ? 'noNames' : 'notFound'));
  }
  const columns = ['kind', 'id', 'name', 'department', 'manager', 'owner', 'ended'].map((name) => ({ label: text(name) }));
  const rows = entries.map((entry) => [
    text(entry.kind), entry.id, entry.name ?? '', departmentCell(entry.department), entry.manager ?? '', entry.owner ?? '',
    entry.valid_to ? { text: moment(entry.valid_to, view.zone), title: fullMoment(entry.valid_to, view.zone) } : '',
  ]);
  const shown = table(text('names'), columns, rows);
  return total > entries.length
    ? element('div', {}, shown, element('p', { className: 'note' }, text('more', { shown: entries.length, total })))
    : shown;
}

function departmentCell(id) {
  return id === null ? '' : { text: valueLabel(null, DEPARTMENT, id), title: id };
}
