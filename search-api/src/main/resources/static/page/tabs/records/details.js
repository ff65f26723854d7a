import { button, element } from '../../dom/element.js';
import { speaker } from '../../language/language.js';
import { logLinkTemplate } from '../../schema/schema.js';
import { fieldCell, fieldLabel } from './cells.js';
import { logLinkOf } from './log-link.js';
import { nestedField } from './nested.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** A window with all fields of one record. `onClose` is called once it is closed. */
export class Details {
  constructor(onClose) {
    this.fields = element('dl', {});
    this.link = element('a', { textContent: text('link') });
    this.logs = element('a', { className: 'logs', textContent: text('logs'), target: '_blank', rel: 'noopener noreferrer' });
    this.element = element(
      'dialog', { className: 'details', attributes: { 'aria-label': text('details') }, on: { close: onClose } },
      element('header', {}, element('h2', {}, text('details')), this.link, this.logs, button(text('close'), () => this.element.close())),
      this.fields,
    );
  }

  /** Shows a record and, under `link`, the address that shows it to others. */
  show(kind, record, zone, link) {
    this.link.hidden = false;
    this.link.href = link;
    const logs = logLinkOf(logLinkTemplate(), record);
    this.logs.hidden = logs === null;
    this.logs.href = logs ?? '';
    // Dimensions of tags that are not configured have neither a label nor a value.
    const shownFields = Object.entries(record).filter(([name, value]) => name !== 'labels' && (value !== null || fieldLabel(kind, name) !== name));
    this.fields.replaceChildren(...shownFields.flatMap(([name, value]) => {
      const label = record.labels?.[name];
      const cell = isObject(value) ? nestedField(value, record) : fieldCell(kind, name, value, zone, label && `${label} (${value})`);
      const shown = cell instanceof Node ? cell : (cell.text ?? cell);
      return [element('dt', { title: name }, fieldLabel(kind, name)), element('dd', { data: { field: name }, title: cell.title ?? '' }, shown)];
    }));
    this.open();
  }

  showMissing() {
    this.link.hidden = true;
    this.logs.hidden = true;
    this.fields.replaceChildren(element('p', {}, text('missing')));
    this.open();
  }

  open() {
    // A window of a tab that was left cannot be shown.
    if (!this.isOpen && this.element.isConnected) {
      this.element.showModal();
    }
  }

  get isOpen() {
    return this.element.open;
  }

  close() {
    if (this.isOpen) {
      this.element.close();
    }
  }
}

function isObject(value) {
  return value !== null && typeof value === 'object';
}
