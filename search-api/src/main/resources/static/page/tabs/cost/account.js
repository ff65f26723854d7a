import { element } from '../../dom/element.js';
import { formatValue } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { pricesInWords } from '../../money/basis.js';
import { amountOf, money, moneyChange } from '../../money/money.js';
import { Panel } from '../../panel/panel.js';
import { explanation } from '../../popover/explanation.js';
import { firstKept, hasPeriodBefore } from '../../time/period.js';
import { serverNow } from '../../time/server-clock.js';
import { monthOf } from './months.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);
const HOUR = 3_600_000;

/** The account of the period as cards. */
export class Account {
  constructor(page) {
    this.cards = Object.fromEntries(
      ['cost', 'projected', 'per_call', 'agents', 'savings', 'unpriced'].map((name) => [name, card(name)]),
    );
    this.note = element('p', { className: 'note' });
    this.panel = new Panel({ name: 'account', retry: page.refresh, className: 'summary' });
    this.panel.body.append(element('div', { className: 'cards' }, ...Object.values(this.cards).map((one) => one.element)), this.note);
    this.element = this.panel.element;
  }

  show(view, ask) {
    const now = ask(null, '/costs/summary');
    const month = now.then(({ generated_at: time }) => askMonth(view, ask, Date.parse(time)));
    return this.panel.fill(
      Promise.all([now, askBefore(view, ask, now), month]),
      ([answer, before, ofMonth]) => this.draw(answer, before, ofMonth, view),
    );
  }

  draw(answer, before, ofMonth, view) {
    const { currency } = answer;
    this.note.textContent = pricesInWords(answer, view.zone);
    this.put('cost', money(answer.cost, currency));
    this.compare(answer, before);
    this.put('projected', money(ofMonth.projected, currency));
    this.put('per_call', money(answer.cost_per_call, currency));
    this.put('agents', money(answer.agents?.cost, answer.agents?.currency));
    this.put('savings', money(answer.cache_savings, currency));
    this.put('unpriced', { text: formatValue('count', answer.unpriced.calls), title: answer.unpriced.models.join(', ') });
    this.cards.unpriced.number.classList.toggle('bad', answer.unpriced.calls > 0);
  }

  put(name, shown) {
    const { number } = this.cards[name];
    number.textContent = shown.text;
    number.title = shown.title;
  }

  compare(answer, before) {
    const { change } = this.cards.cost;
    const moved = before === null ? null : moneyChange(before.cost, answer.cost);
    change.textContent = moved ?? '';
    change.title = moved === null ? '' : text('compared', {
      hours: (Date.parse(answer.to) - Date.parse(answer.from)) / HOUR, before: money(before.cost, before.currency).title,
    });
  }
}

/** The account of as many hours before the period; null where they are not kept. */
async function askBefore(view, ask, now) {
  if (!hasPeriodBefore(view, serverNow())) {
    return null;
  }
  const { from, to } = await now;
  const start = new Date(2 * Date.parse(from) - Date.parse(to)).toISOString();
  return ask(null, '/costs/summary', { from: start, to: from }, { period: false });
}

/** The cost of this month, as far as it is kept, and what a whole month would cost at that speed. */
async function askMonth(view, ask, now) {
  const month = monthOf(now, view.zone, 0);
  const from = Math.max(month.from, firstKept(now));
  const answer = await ask(
    null, '/costs/summary', { from: new Date(from).toISOString(), to: new Date(now).toISOString() }, { period: false },
  );
  const cost = amountOf(answer.cost);
  return { projected: cost === null ? null : String(cost / (now - from) * (month.to - month.from)) };
}

function card(name) {
  const number = element('strong', { className: 'number' });
  const change = element('span', { className: 'change' });
  return {
    number,
    change,
    element: element(
      'div', { className: 'card', data: { metric: name } },
      element('span', { className: 'card-label' }, element('span', {}, text(name)), explanation(text(name), text(`${name}?`))),
      number, change,
    ),
  };
}
