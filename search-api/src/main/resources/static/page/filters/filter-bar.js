import { button, element, select } from '../dom/element.js';
import { icon } from '../dom/icons.js';
import { withFilters } from '../address/view.js';
import { speaker } from '../language/language.js';
import { dimensionLabel, OWNER, valueLabel } from '../schema/labels.js';
import { filterNames, hasOwners, NOT, OWNERS, seesOthers } from './fields.js';
import { filterPicker } from './picker.js';
import { TEXTS } from './texts.js';
import { findValues } from './values.js';

const text = speaker(TEXTS);

/** The pickers of a workload's filters, and what is chosen. `go(view)` shows another view than `viewNow()`. */
export function filterBar(view, workload, me, go, viewNow) {
  const names = filterNames(workload);
  const fields = names.filter((field) => field !== 'user_id' || seesOthers(me));
  const chosen = chips(view, workload, names, go);
  const pickers = fields.map((field) =>
    filterPicker(
      workload,
      field,
      view.filters,
      (q) => findValues(view, workload, field, q),
      (kept, leftOut) => {
        // A click that changed this filter itself, such as one on its chip, means that change.
        if (valuesOf(view, field) === valuesOf(viewNow(), field)) {
          go(withFilters(viewNow(), { [field]: kept, [NOT + field]: leftOut }));
        }
      },
    ));
  const count = chosen.length > 0 ? ` (${chosen.length})` : '';
  return [
    fields.length > 0 && element(
      'details', { className: 'filters', open: matchMedia('(min-width: 720px)').matches },
      element('summary', {}, icon('filter'), `${text('filters')}${count}`),
      element('div', { className: 'pickers' }, ...pickers, hasOwners(workload) && ownerChoice(view, workload, go)),
    ),
    chosen.length > 0 && element(
      'div', { className: 'chips' },
      ...chosen,
      button(text('clearAll'), () => go({ ...withFilters(view, {}), filters: {} }), { className: 'link' }),
    ),
  ];
}

/** One's own workflows, those of others, or all. */
function ownerChoice(view, workload, go) {
  const [current = ''] = view.filters[OWNER] ?? [];
  const options = [['', text('anyOwner')], ...OWNERS.map((owner) => [owner, valueLabel(workload, OWNER, owner)])];
  const choice = select(dimensionLabel(workload, OWNER), options, current, (owner) =>
    go(withFilters(view, { [OWNER]: owner === '' ? [] : [owner] })));
  choice.dataset.filter = OWNER;
  return choice;
}

/** Finds what has the focus after the chip that has it now is removed: the one in its place, or the first filter. Null elsewhere. */
export function findNextChip(focused) {
  const list = () => /** @type {HTMLElement[]} */ ([...document.querySelectorAll('.chip button')]);
  const at = list().indexOf(focused);
  const firstFilter = () => /** @type {HTMLElement} */ (document.querySelector('.picker'));
  return focused?.closest('.chips') ? () => list().slice(0, at + 1).at(-1) ?? firstFilter() : null;
}

function valuesOf({ filters }, field) {
  return JSON.stringify([filters[field] ?? [], filters[NOT + field] ?? []]);
}

function chips(view, workload, fields, go) {
  return fields.flatMap((field) => [field, NOT + field].flatMap((name) =>
    (view.filters[name] ?? []).map((value) => chip(view, { workload, field, name, value }, go))));
}

function chip(view, { workload, field, name, value }, go) {
  const not = name !== field;
  const label = dimensionLabel(workload, field);
  const shown = valueLabel(workload, field, value);
  return element(
    'span', { className: not ? 'chip not' : 'chip', data: { chip: name }, title: value },
    element('span', { className: 'chip-text' }, `${label} ${not ? '≠' : '='} `, element('b', {}, shown)),
    element('button', {
      type: 'button', className: 'quiet',
      attributes: { 'aria-label': text('remove', { name: `${label}${not ? ' ≠' : ''}`, value: shown }) },
      on: { click: () => go(withFilters(view, { [name]: view.filters[name].filter((one) => one !== value) })) },
    }, icon('close')),
  );
}
