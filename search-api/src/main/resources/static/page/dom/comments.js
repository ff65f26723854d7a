import { element } from './element.js';

/** Inputs for comments that a redraw keeps: the next table shows what was typed. */
export class Comments {
  #inputs = new Map();

  /** The input of a request, the same one each time. */
  find(id, label) {
    if (!this.#inputs.has(id)) {
      this.#inputs.set(id, element('input', { name: 'comment', maxLength: 512, placeholder: label, attributes: { 'aria-label': label } }));
    }
    return this.#inputs.get(id);
  }

  /** Forgets a comment that was sent. */
  remove(id) {
    this.#inputs.delete(id);
  }

  /** Whether one is being typed: a new table would take the focus away and end what an input method composes. */
  isTyped() {
    return [...this.#inputs.values()].includes(document.activeElement);
  }
}
