import { button, element } from '../../dom/element.js';
import { speaker } from '../../language/language.js';
import { popoverButton } from '../../popover/popover.js';
import { fieldLabel } from './cells.js';
import { columnsOf, kindOf, possibleColumns, usualColumns } from './kinds.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** A button that opens the fields of records; `apply(columns)` gets the names of those that were chosen, null for the usual ones. */
export function columnChoice(viewOf, apply) {
  const opener = element('button', { type: 'button', data: { tool: 'columns' } }, text('columns'));
  return popoverButton(opener, text('columns'), (box, close) => {
    const kind = kindOf(viewOf());
    // The time opens the record, so that it stays.
    const [, ...names] = possibleColumns(kind);
    const before = columnsOf(kind, viewOf());
    const fields = names.map((name, at) =>
      element('input', { type: 'checkbox', name, checked: before.includes(name), attributes: { autofocus: at === 0 } }));
    const isChanged = () => fields.some((field) => field.checked !== before.includes(field.name));
    const chosen = () => fields.filter((field) => field.checked).map((field) => field.name);
    const submit = (event) => {
      event.preventDefault();
      close();
      apply(unlessUsual(kind, chosen()));
    };
    box.append(element(
      'form', { className: 'picker-form', on: { submit } },
      element('div', { className: 'choices' }, ...fields.map((field) =>
        element('div', { className: 'choice-row' }, element('label', { title: field.name }, field, element('span', { className: 'choice-name' }, fieldLabel(kind, field.name)))))),
      element(
        'div', { className: 'actions' },
        button(text('usualColumns'), () => { close(); apply(null); }, { className: 'quiet' }),
        element('button', { type: 'submit', className: 'primary' }, text('apply')),
      ),
    ));
    // The click that closes it may have shown records of another kind.
    return () => kind === kindOf(viewOf()) && isChanged() && apply(unlessUsual(kind, chosen()));
  });
}

/** The usual columns are not in the address: they may be others in a later build. */
function unlessUsual(kind, chosen) {
  const usual = usualColumns(kind).slice(1);
  const isUsual = chosen.length === usual.length && usual.every((name) => chosen.includes(name));
  return chosen.length === 0 || isUsual ? null : chosen;
}
