import { button, element } from '../../dom/element.js';
import { speaker } from '../../language/language.js';
import { fieldCell, fieldLabel } from './cells.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** A window with all fields of one record. `onClose` is called once it is closed. */
export class Details {
  constructor(onClose) {
    this.fields = element('dl', {});
    this.link = element('a', { textContent: text('link') });
    this.element = element(
      'dialog', { className: 'details', attributes: { 'aria-label': text('details') }, on: { close: onClose } },
      element('header', {}, element('h2', {}, text('details')), this.link, button(text('close'), () => this.element.close())),
      this.fields,
    );
  }

  /** Shows a record and, under `link`, the address that shows it to others. */
  show(kind, record, zone, link) {
    this.link.hidden = false;
    this.link.href = link;
    this.fields.replaceChildren(...Object.entries(record).filter(([name]) => name !== 'labels').flatMap(([name, value]) => {
      const label = record.labels?.[name];
      const cell = fieldCell(kind, name, value, zone, label && `${label} (${value})`);
      const shown = cell instanceof Node ? cell : (cell.text ?? cell);
      return [element('dt', { title: name }, fieldLabel(kind, name)), element('dd', { data: { field: name }, title: cell.title ?? '' }, shown)];
    }));
    this.open();
  }

  showMissing() {
    this.link.hidden = true;
    this.fields.replaceChildren(element('p', {}, text('missing')));
    this.open();
  }

  open() {
    if (!this.element.open) {
      this.element.showModal();
    }
  }

  close() {
    if (this.element.open) {
      this.element.close();
    }
  }
}
