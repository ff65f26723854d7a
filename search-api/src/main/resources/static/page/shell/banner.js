import { button, element, setChildren } from '../dom/element.js';
import { clock } from '../metric/format.js';
import { speaker } from '../language/language.js';
import { reasonOf } from '../panel/panel.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Says for the whole page that it could not be refreshed, from when its numbers are, and when it tries again. */
export class Banner {
  constructor(retry) {
    this.retry = retry;
    this.element = element('div', { id: 'banner', className: 'banner', hidden: true });
  }

  /** `since`: when the oldest numbers on the page were made; null when there are none. */
  show(fault, since, seconds, zone) {
    this.element.hidden = false;
    this.element.setAttribute('role', 'alert');
    setChildren(
      this.element,
      element(
        'p', {}, element('strong', {}, reasonOf(fault)),
        since && ` ${text('asOf', { time: clock(since, zone) })}`, ` ${text('retrying', { seconds })}`,
      ),
      button(text('again'), this.retry),
    );
  }

  hide() {
    this.element.hidden = true;
    this.element.removeAttribute('role');
    this.element.replaceChildren();
  }
}
