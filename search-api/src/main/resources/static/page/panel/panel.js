import { button, element } from '../dom/element.js';
import { speaker } from '../language/language.js';
import { isAborted, Problem } from '../request/api.js';
import { faultOf } from '../request/kept.js';
import { problemInWords } from '../problem/problem.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);
let count = 0;

/**
 * A part of the page that shows one answer: loading, then the answer, or that there is nothing, or what went wrong.
 * `retry` asks for everything again.
 */
export class Panel {
  /** @param {{ level?: 'h2' | 'h3', [name: string]: any }} given */
  constructor({ title = null, name, sign = null, controls = [], tools = [], retry, className = 'panel', level = 'h2' }) {
    this.heading = title === null ? null : element(level, { id: `panel-${++count}`, textContent: title });
    this.retry = retry;
    this.body = element('div', { className: 'panel-body' });
    this.message = element('div', { className: 'panel-message', hidden: true });
    this.controls = element('div', { className: 'controls' }, ...controls);
    this.tools = element('div', { className: 'tools' }, ...tools);
    this.element = element(
      'section',
      { className, data: { panel: name }, attributes: { 'aria-labelledby': this.heading?.id ?? null, 'aria-busy': 'true' } },
      this.heading && element('header', { className: 'panel-head' }, this.heading, sign, this.controls, this.tools),
      this.body,
      this.message,
    );
    this.say(element('p', {}, text('loading')));
  }

  /**
   * Waits for the answer and shows it with `draw`; `isEmpty` tells whether it has anything to show, and `whyEmpty` gives
   * the reason and the advice to show if it does not.
   *
   * @param {Promise<any>} promise
   * @param {(answer: any) => any} draw
   * @param {(answer: any) => boolean} isEmpty
   * @param {(answer: any) => [string, string]} whyEmpty
   */
  async fill(promise, draw, isEmpty = () => false, whyEmpty = () => [text('nothing'), text('widen')]) {
    this.element.setAttribute('aria-busy', 'true');
    try {
      const answer = await promise;
      this.element.toggleAttribute('data-stale', faultOf(answer) !== null);
      if (isEmpty(answer)) {
        const [reason, advice] = whyEmpty(answer);
        this.say(element('p', {}, element('strong', {}, reason), ' ', advice));
      } else {
        this.message.hidden = true;
        this.message.removeAttribute('role');
        this.body.hidden = false;
        draw(answer);
        this.enableTools(true);
      }
    } catch (fault) {
      if (isAborted(fault)) {
        return;
      }
      if (!(fault instanceof Problem)) {
        throw fault;
      }
      this.element.removeAttribute('data-stale');
      if (fault.mayPass) {
        // The banner of the page says why, once for all panels.
        this.say(element('p', {}, text('notLoaded')));
      } else {
        this.complain(fault);
      }
    }
    this.element.setAttribute('aria-busy', 'false');
  }

  complain(fault) {
    this.say(element('p', {}, element('strong', {}, reasonOf(fault)), ' ', element('span', { title: fault.message }, problemInWords(fault))), button(text('retry'), () => this.retry()));
    this.message.setAttribute('role', 'alert');
  }

  /** Tools work on what the body shows; without a body they would use an earlier answer, or none. */
  enableTools(enabled) {
    this.tools.querySelectorAll('button').forEach((tool) => { tool.disabled = !enabled; });
  }

  say(...what) {
    this.body.hidden = true;
    this.enableTools(false);
    this.message.hidden = false;
    this.message.removeAttribute('role');
    this.message.replaceChildren(...what);
  }
}

/** The problem, in the words of the page. */
export function reasonOf(fault) {
  switch (fault.status) {
    case 0: return text('unreachable');
    case 429: return text('slowly');
    case 503: return text('down');
    default: return text('failed');
  }
}
