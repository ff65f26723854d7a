import { copyText } from '../dom/clipboard.js';
import { button, element } from '../dom/element.js';
import { icon } from '../dom/icons.js';
import { speaker } from '../language/language.js';
import { popoverButton } from '../popover/popover.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

const KEY = 'tidemark.views';

/** Views that one person keeps in this browser. */
const MOST = 50;
const LONGEST_NAME = 60;

/** Addresses of views under names, in this browser, apart for each person. An address holds no token. */
export class SavedViews {
  constructor({ tenant, user }) {
    this.person = JSON.stringify([tenant, user]);
  }

  /** The views as `{ name, address }`, by name. */
  list() {
    const kept = readAll()[this.person];
    return Array.isArray(kept) ? kept.filter((one) => typeof one?.name === 'string' && String(one.address).startsWith('?')) : [];
  }

  /** Keeps an address in place of the one of that name. Null, or the text that says why not. */
  save(name, address) {
    const others = this.list().filter((one) => one.name !== name);
    if (others.length >= MOST) {
      return text('viewsFull', { count: MOST });
    }
    return this.write([...others, { name, address }].sort((one, other) => one.name.localeCompare(other.name)));
  }

  delete(name) {
    return this.write(this.list().filter((one) => one.name !== name));
  }

  write(views) {
    try {
      localStorage.setItem(KEY, JSON.stringify({ ...readAll(), [this.person]: views }));
      return null;
    } catch {
      // The storage is full, or this browser has none.
      return text('viewsNotKept');
    }
  }
}

function readAll() {
  try {
    return { ...JSON.parse(localStorage.getItem(KEY)) };
  } catch {
    // Something else wrote there.
    return {};
  }
}

/** The button that opens the saved views. `address()` is the one that is shown now. */
export function savedViewsButton(page, views, address) {
  const label = text('views');
  const opener = element('button', { type: 'button', id: 'views', className: 'quiet', title: label, attributes: { 'aria-label': label } }, icon('star'));
  return popoverButton(opener, label, (box, close) => {
    const list = element('ul', { className: 'saved-views' });
    const name = element('input', { name: 'view', maxLength: LONGEST_NAME, required: true, attributes: { autofocus: true, 'aria-label': text('viewName'), placeholder: text('viewName') } });
    const fault = element('p', { className: 'bad', hidden: true, attributes: { role: 'alert' } });
    const write = (reason = null) => {
      list.replaceChildren(...views.list().map((one) => item(page, one, close, () => write(views.delete(one.name)))));
      fault.hidden = reason === null;
      fault.textContent = reason;
    };
    const submit = (event) => {
      event.preventDefault();
      if (name.value.trim() !== '') {
        const reason = views.save(name.value.trim(), address());
        name.value = reason === null ? '' : name.value;
        write(reason);
      }
    };
    write();
    box.append(
      list,
      element('form', { className: 'view-form', on: { submit } }, name, element('button', { type: 'submit', className: 'primary' }, text('saveView'))),
      fault,
      element('p', { className: 'note' }, text('viewsNote')),
      linkToCopy(address()),
    );
  });
}

/** The link to a view, and a button that copies it. It holds no token. */
function linkToCopy(address) {
  const link = element('input', { name: 'link', readOnly: true, value: new URL(address, location.href).href, attributes: { 'aria-label': text('link') } });
  const copy = button(text('copyLink'), async () => {
    await copyText(link);
    copy.textContent = text('copied');
  }, { data: { tool: 'copy-link' } });
  return element('div', { className: 'view-form' }, link, copy);
}

function item(page, { name, address }, close, onDelete) {
  const open = (event) => { close(); page.follow(event); };
  return element(
    'li', {},
    element('a', { textContent: name, attributes: { href: address }, on: { click: open } }),
    element('button', {
      type: 'button', className: 'quiet', title: text('deleteView', { name }), attributes: { 'aria-label': text('deleteView', { name }) }, on: { click: onDelete },
    }, icon('close')),
  );
}
