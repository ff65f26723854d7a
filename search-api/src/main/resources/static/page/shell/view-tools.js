import { element } from '../dom/element.js';
import { icon } from '../dom/icons.js';
import { speaker } from '../language/language.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Pauses the refresh every minute, and says whether it is paused. */
export function pauseButton(refreshing) {
  // A name that changed with the state would say the opposite of it.
  const made = element('button', { type: 'button', id: 'pause', className: 'quiet', attributes: { 'aria-label': text('pause') } });
  const write = () => {
    const { paused } = refreshing;
    made.title = text(paused ? 'resume' : 'pause');
    made.setAttribute('aria-pressed', String(paused));
    made.replaceChildren(icon(paused ? 'play' : 'pause'), paused ? text('paused') : '');
  };
  made.addEventListener('click', () => { refreshing.turn(); write(); });
  write();
  return made;
}

export function refreshButton(refresh) {
  return tool('refresh', text('refresh'), refresh);
}

export function keysButton(showKeys) {
  return tool('keys', text('keys'), showKeys);
}

function tool(name, label, onClick) {
  return element('button', {
    type: 'button', id: name, className: 'quiet', title: label, attributes: { 'aria-label': label }, on: { click: onClick },
  }, icon(name));
}
