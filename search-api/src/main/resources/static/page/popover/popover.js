import { element } from '../dom/element.js';

const GAP = 6;

/**
 * A button that opens a small window next to it; `fill(window, close)` fills it each time it opens, and may return
 * what to do with the input when a click elsewhere closes it. Escape and `close` drop the input.
 */
export function popoverButton(button, label, fill) {
  const box = element('div', {
    className: 'popover', popover: 'auto', attributes: { role: 'dialog', 'aria-label': label },
  });
  let onLeft = null;
  const close = () => {
    onLeft = null;
    box.hidePopover();
  };
  // Before the browser closes the window by itself.
  const onKey = (event) => {
    if (event.key === 'Escape') {
      onLeft = null;
    }
  };
  button.setAttribute('aria-haspopup', 'dialog');
  button.setAttribute('aria-expanded', 'false');
  // The types of the compiler do not know of sources yet.
  button.addEventListener('click', () => /** @type {any} */ (box).togglePopover({ source: button }));
  box.addEventListener('toggle', (event) => {
    const open = event.newState === 'open';
    button.setAttribute('aria-expanded', String(open));
    if (!open) {
      removeEventListener('keydown', onKey, true);
      box.remove();
      attach();
      // After the click that closed it has done its work.
      onLeft?.();
      onLeft = null;
      return;
    }
    addEventListener('keydown', onKey, true);
    box.replaceChildren();
    onLeft = fill(box, close) ?? null;
    place(box, button);
    new ResizeObserver((_, watcher) => (box.isConnected ? place(box, button) : watcher.disconnect())).observe(box);
    /** @type {HTMLElement} */ (box.querySelector('[autofocus]'))?.focus();
  });
  // Next to its button in the document, so that the keyboard reaches it next.
  const attach = () => button.after(box);
  queueMicrotask(attach);
  return button;
}

function place(box, button) {
  const at = button.getBoundingClientRect();
  const { innerWidth, innerHeight } = window;
  const below = at.bottom + GAP;
  const top = below + box.offsetHeight <= innerHeight ? below : Math.max(GAP, at.top - GAP - box.offsetHeight);
  const left = Math.min(Math.max(GAP, at.left), Math.max(GAP, innerWidth - box.offsetWidth - GAP));
  box.style.top = `${top}px`;
  box.style.left = `${left}px`;
}
