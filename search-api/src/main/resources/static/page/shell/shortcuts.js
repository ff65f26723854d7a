import { button, element } from '../dom/element.js';
import { speaker } from '../language/language.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

const KEY = 'tidemark.shortcuts';

/** Tabs that have a digit. */
const DIGITS = '1234567890';

/** What keys do, in the order of their list. A key that is pressed with Control, Alt or Meta is one of the browser. */
const KEYS = { '[': 'earlier', ']': 'later', r: 'refresh', p: 'pause', '/': 'filter', v: 'views', '?': 'help' };

/** Keys that type, choose or move something where the focus is. */
const TYPING = 'input, select, textarea, [contenteditable]';

/** Speech input can trigger single keys by accident, so users can disable the shortcuts. */
function areOn() {
  return localStorage.getItem(KEY) !== 'no';
}

function turn(on) {
  localStorage.setItem(KEY, on ? 'yes' : 'no');
}

/** Acts on single keys, unless they are meant for a field, an open window or the browser. */
export class Shortcuts {
  /** `actions`: a function for each name of an action but `help`, and `tab(at)`. */
  constructor(actions) {
    this.actions = { ...actions, help: () => this.showHelp() };
    this.onKey = (event) => this.press(event);
    document.addEventListener('keydown', this.onKey);
  }

  stop() {
    document.removeEventListener('keydown', this.onKey);
    this.dialog?.remove();
  }

  press(event) {
    const { key, target } = event;
    const isElsewhere = event.ctrlKey || event.altKey || event.metaKey || event.isComposing || event.repeat;
    if (!areOn() || isElsewhere || target.closest?.(TYPING) || document.querySelector('dialog[open], :popover-open')) {
      return;
    }
    const at = DIGITS.indexOf(key);
    const action = KEYS[key] ? this.actions[KEYS[key]] : at >= 0 ? () => this.actions.tab(at) : null;
    if (action) {
      event.preventDefault();
      action();
    }
  }

  showHelp() {
    this.dialog?.remove();
    const rows = [...Object.entries(KEYS), ['1 … 0', 'tab']].flatMap(([key, name]) => [
      element('dt', {}, element('kbd', {}, key)), element('dd', {}, text(`key:${name}`)),
    ]);
    this.dialog = element(
      'dialog', { className: 'details shortcuts', attributes: { 'aria-label': text('keys') } },
      element('header', {}, element('h2', {}, text('keys')), button(text('close'), () => this.dialog.close())),
      element('dl', {}, ...rows),
      element('label', {}, element('input', { type: 'checkbox', checked: areOn(), on: { change: (event) => turn(event.target.checked) } }), text('useKeys')),
    );
    document.body.append(this.dialog);
    this.dialog.showModal();
  }
}
