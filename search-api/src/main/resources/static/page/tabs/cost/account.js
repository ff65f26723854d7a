import { changeInWords } from '../../cards/cards.js';
import { element } from '../../dom/element.js';
import { formatValue } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { pricesInWords, unpricedAmount } from '../../money/basis.js';
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
      Promise.all([now, askChange(view, ask, now), month]),
      ([answer, moved, ofMonth]) => this.draw(answer, moved, ofMonth, view),
    );
  }

  draw(answer, moved, ofMonth, view) {
    const { currency } = answer;
    this.note.textContent = pricesInWords(answer, view.zone);
    this.put('cost', money(answer.cost, currency));
    this.compare(moved, view.zone);
    this.put('projected', money(ofMonth.projected, currency));
    this.put('per_call', money(answer.cost_per_call, currency));
    this.put('agents', money(answer.agents?.cost, answer.agents?.currency));
    this.put('savings', money(answer.cache_savings, currency));
    const missing = unpricedAmount(answer.unpriced);
    this.put('unpriced', { text: missing ?? formatValue('count', 0), title: answer.unpriced.models.join(', ') });
    this.cards.unpriced.number.classList.toggle('bad', missing !== null);
  }

  put(name, shown) {
    const { number } = this.cards[name];
    number.textContent = shown.text;
    number.title = shown.title;
  }

  compare({ compared, previous }, zone) {
    const { change } = this.cards.cost;
    const moved = previous && moneyChange(previous.cost, compared.cost);
    change.textContent = moved ?? '';
    change.title = moved === null ? '' : changeInWords(
      moved, money(previous.cost, previous.currency).title, money(compared.cost, compared.currency).title, compared, zone,
    );
  }
}

/** The accounts of the final hours of the period, and of as many hours before; null where there are none or are not kept. */
async function askChange(view, ask, now) {
  const { from, to, final_through: finalThrough } = await now;
  const [start, end] = [Date.parse(from), Date.parse(to)];
  const final = Math.min(end, Math.floor(Date.parse(finalThrough ?? from) / HOUR) * HOUR);
  // Requests are for whole hours of UTC, which days of some zones do not begin with.
  if (final <= start || start % HOUR !== 0 || !hasPeriodBefore(view, serverNow())) {
    return { compared: null, previous: null };
  }
  const askHours = (first, last) => ask(
    null, '/costs/summary', { from: new Date(first).toISOString(), to: new Date(last).toISOString() }, { period: false },
  );
  const [compared, previous] = await Promise.all([final < end ? askHours(start, final) : now, askHours(2 * start - final, start)]);
  return { compared, previous };
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
