import { element } from '../dom/element.js';
import { icon } from '../dom/icons.js';
import { speaker } from '../language/language.js';
import { popoverButton } from './popover.js';

export const TEXTS = {
  en: { about: 'Explain “{name}”' },
  zh: { about: '解释“{name}”' },
};

const text = speaker(TEXTS);

/** A small sign that explains the element next to it. */
export function explanation(name, words) {
  const label = text('about', { name });
  const sign = element('button', { type: 'button', className: 'quiet sign', attributes: { 'aria-label': label } }, icon('info'));
  return popoverButton(sign, label, (box) => {
    box.append(element('p', { className: 'explanation' }, words));
  });
}
