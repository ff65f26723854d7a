import { copyText } from '../../dom/clipboard.js';
import { button, element, select, setChildren } from '../../dom/element.js';
import { speaker } from '../../language/language.js';
import { explanation } from '../../popover/explanation.js';
import { faultInWords } from '../../problem/problem.js';
import { post, Problem } from '../../request/api.js';
import { NO_KEY, SNIPPETS } from './snippets.js';
import { sendTestEvent } from './test-event.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Where intake listens unless the operator says otherwise. */
const DEFAULT_PORT = 4318;

/** Creates a key, shows configurations with it, and sends a test event with it. The key is kept here alone. */
export class Connect {
  constructor(onKey) {
    this.onKey = onKey;
    this.key = null;
    this.address = null;
    this.snippet = SNIPPETS[0];
    this.name = element('input', { name: 'key-name', value: 'litellm-prod', maxLength: 64, attributes: { 'aria-label': text('keyName') } });
    this.createButton = button(text('create'), () => this.create(), { className: 'primary', data: { action: 'create-key' } });
    this.keyNote = element('p', { className: 'note', data: { note: 'key' }, attributes: { role: 'status' } }, text('keyHint'));
    this.addressNote = element('p', { className: 'note', hidden: true }, text('noAddress'));
    this.file = element('span', { className: 'note' });
    this.code = element('pre', { className: 'snippet', tabIndex: 0 });
    this.copyButton = button(text('copy'), () => this.copy(), { data: { action: 'copy' } });
    this.testButton = button(text('test'), () => this.test(), { disabled: true, data: { action: 'test' } });
    this.testNote = element('span', { className: 'note', data: { note: 'test' }, attributes: { role: 'status' } });
    this.element = element('div', { className: 'connect' });
    this.build();
    this.showSnippet();
  }

  build() {
    const senders = SNIPPETS.map(({ name }, at) => [String(at), name]);
    const choice = select(text('sender'), senders, '0', (at) => { this.snippet = SNIPPETS[Number(at)]; this.showSnippet(); });
    choice.name = 'sender';
    setChildren(
      this.element,
      element('div', { className: 'record-bar' }, element('label', {}, element('span', {}, text('keyName')), this.name), this.createButton),
      this.keyNote,
      element('div', { className: 'record-bar' }, element('label', {}, element('span', {}, text('sender')), choice), this.file, this.copyButton),
      this.code,
      this.addressNote,
      element('div', { className: 'record-bar' }, this.testButton, explanation(text('test'), text('test?')), this.testNote),
    );
  }

  /** Takes the address of intake from an answer of the API. */
  showAddress({ intake_url: address, test_events: tests }) {
    this.mayTest = tests;
    this.address = address;
    this.addressNote.hidden = address !== null;
    this.showSnippet();
    this.enableTest();
  }

  showSnippet() {
    const address = this.address ?? `${location.protocol}//${location.hostname}:${DEFAULT_PORT}`;
    const shown = this.snippet.text(address, this.key ?? NO_KEY);
    this.file.textContent = this.snippet.file;
    // The same text keeps what is selected in it.
    if (this.code.textContent !== shown) {
      this.code.textContent = shown;
      this.copyButton.textContent = text('copy');
    }
  }

  enableTest() {
    this.testButton.disabled = !this.mayTest || this.key === null || this.testing === true;
  }

  async create() {
    if (!this.name.reportValidity()) {
      return;
    }
    this.createButton.disabled = true;
    try {
      const made = await post('/ingest-keys', { name: this.name.value.trim() });
      this.key = made.key;
      this.keyNote.textContent = text('keyCreated', { name: made.name });
      this.testNote.textContent = '';
      this.showSnippet();
      this.enableTest();
      this.onKey();
    } catch (fault) {
      if (!(fault instanceof Problem)) {
        throw fault;
      }
      this.keyNote.textContent = faultInWords(fault);
    }
    this.createButton.disabled = false;
  }

  async copy() {
    await copyText(this.code);
    this.copyButton.textContent = text('copied');
  }

  async test() {
    this.testing = true;
    this.enableTest();
    const say = (words, state) => {
      this.testNote.textContent = words;
      this.testNote.dataset.state = state;
    };
    await sendTestEvent(this.key, say, () => this.element.isConnected);
    this.testing = false;
    this.enableTest();
    this.onKey();
  }
}
