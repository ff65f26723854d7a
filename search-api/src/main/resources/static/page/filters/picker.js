import { button, element } from '../dom/element.js';
import { formatValue } from '../metric/format.js';
import { speaker } from '../language/language.js';
import { popoverButton } from '../popover/popover.js';
import { problemInWords } from '../problem/problem.js';
import { isAborted, Problem } from '../request/api.js';
import { dimensionLabel, valueLabel } from '../schema/labels.js';
import { NOT } from './fields.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);
const SEARCH_AFTER_MILLIS = 250;

/**
 * A button that opens the values of one filter of a workload. `findValues(q)` finds those that contain `q`, as
 * `{ values: [{ value, label, count }], more }`; `onApply(kept, leftOut)` gets what was chosen.
 */
export function filterPicker(workload, field, filters, findValues, onApply) {
  const name = dimensionLabel(workload, field);
  const labelOf = (value) => valueLabel(workload, field, value);
  const kept = filters[field] ?? [];
  const leftOut = filters[NOT + field] ?? [];
  const opener = element(
    'button',
    { type: 'button', className: 'picker', title: [...kept, ...leftOut].map(labelOf).join('\n'), data: { filter: field } },
    element('span', { className: 'picker-name' }, name),
    element('span', { className: 'picker-value' }, summary(labelOf, kept, leftOut)),
  );
  return popoverButton(opener, name, (box, close) => {
    const choice = new Choice({ labelOf, name, kept, leftOut, findValues, onApply, close });
    choice.open(box);
    return () => choice.applyChanges();
  });
}

function summary(labelOf, kept, leftOut) {
  const all = [...kept, ...leftOut];
  if (all.length === 0) {
    return text('any');
  }
  if (all.length > 1) {
    return text('chosen', { count: all.length });
  }
  return (leftOut.length > 0 ? `${text('not')} ` : '') + labelOf(all[0]);
}

/** The selection while the window is open. */
class Choice {
  constructor({ labelOf, name, kept, leftOut, findValues, onApply, close }) {
    this.labelOf = labelOf;
    this.name = name;
    this.findValues = findValues;
    this.onApply = onApply;
    this.close = close;
    this.before = { kept, leftOut };
    this.kept = new Set(kept);
    this.leftOut = new Set(leftOut);
    this.known = new Map([...kept, ...leftOut].map((value) => [value, { value, label: value, count: null }]));
  }

  open(box) {
    this.list = element('div', { className: 'choices' });
    this.note = element('p', { className: 'note', attributes: { role: 'status' } });
    const search = element('input', {
      type: 'search', autocomplete: 'off', spellcheck: false,
      attributes: { autofocus: true, 'aria-label': text('search', { name: this.name }), placeholder: text('search', { name: this.name }), maxlength: 64 },
      on: {
        input: () => {
          clearTimeout(this.waiting);
          this.waiting = setTimeout(() => this.find(search.value), SEARCH_AFTER_MILLIS);
        },
      },
    });
    const form = element(
      'form',
      { className: 'picker-form', on: { submit: (event) => this.apply(event) } },
      search,
      this.list,
      this.note,
      element(
        'div', { className: 'actions' },
        button(text('clear'), (event) => {
          this.kept.clear();
          this.leftOut.clear();
          this.apply(event);
        }, { className: 'quiet' }),
        element('button', { type: 'submit', className: 'primary' }, text('apply')),
      ),
    );
    box.append(form);
    this.find('');
  }

  apply(event) {
    event.preventDefault();
    clearTimeout(this.waiting);
    this.close();
    this.onApply([...this.kept], [...this.leftOut]);
  }

  /** Applies what was chosen by a click elsewhere; nothing happens where nothing was changed. */
  applyChanges() {
    clearTimeout(this.waiting);
    const { kept, leftOut } = this.before;
    if (!sameValues(this.kept, kept) || !sameValues(this.leftOut, leftOut)) {
      this.onApply([...this.kept], [...this.leftOut]);
    }
  }

  async find(q) {
    this.wanted = q;
    this.note.textContent = text('loading');
    try {
      const found = await this.findValues(q);
      if (this.wanted === q) {
        this.show(q, found);
      }
    } catch (fault) {
      if (!isAborted(fault) && !(fault instanceof Problem)) {
        throw fault;
      }
      this.note.textContent = `${text('failed')} ${problemInWords(fault)}`;
    }
  }

  show(q, found) {
    const values = new Map(found.values.map((one) => [one.value, one]));
    if (q === '') {
      // Chosen values stay in sight also where they have no usage.
      this.known.forEach((one, value) => values.has(value) || values.set(value, one));
    }
    this.list.replaceChildren(...[...values.values()].map((one) => this.row(one)));
    this.note.textContent = values.size === 0 ? text('none') : found.more ? text('more') : '';
  }

  row({ value, label, count }) {
    const shown = label === value ? this.labelOf(value) : label;
    const only = element('input', {
      type: 'checkbox', checked: this.kept.has(value), attributes: { 'aria-label': text('only', { value: shown }) },
      on: { change: () => this.choose(value, this.kept, this.leftOut, only.checked, [only, without]) },
    });
    const without = element('button', {
      type: 'button', className: 'without', title: text('without', { value: shown }),
      attributes: { 'aria-label': text('without', { value: shown }), 'aria-pressed': String(this.leftOut.has(value)) },
      on: { click: () => this.choose(value, this.leftOut, this.kept, !this.leftOut.has(value), [only, without]) },
    }, '≠');
    return element(
      'div', { className: 'choice-row', data: { value } },
      element('label', { title: shown === value ? value : `${shown} (${value})` }, only, element('span', { className: 'choice-name' }, shown)),
      element('span', { className: 'choice-count' }, count === null ? '' : formatValue('count', count)),
      without,
    );
  }

  choose(value, into, outOf, chosen, [only, without]) {
    outOf.delete(value);
    chosen ? into.add(value) : into.delete(value);
    only.checked = this.kept.has(value);
    without.setAttribute('aria-pressed', String(this.leftOut.has(value)));
  }
}

function sameValues(chosen, values) {
  return chosen.size === values.length && values.every((value) => chosen.has(value));
}
