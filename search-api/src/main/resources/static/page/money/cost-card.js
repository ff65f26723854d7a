import { element } from '../dom/element.js';
import { speaker } from '../language/language.js';
import { explanation } from '../popover/explanation.js';
import { unpricedAmount } from './basis.js';
import { money, moneyChange } from './money.js';

export const TEXTS = {
  en: {
    cost: 'Cost', 'cost?': 'Usage times the prices of the price list. The tab Cost shows the whole account.',
    unpriced: '{amount} without a price', unpricedTokens: '{amount} without a price',
  },
  zh: {
    cost: '费用', 'cost?': '用量乘以价格表中的价格，完整账目见“费用”页。',
    unpriced: '{amount} 次没有价格', unpricedTokens: '{amount}没有价格',
  },
};

const text = speaker(TEXTS);

/** The cost of a workload, as one more card among `cards`. There is none while there is no price list. */
export class CostCard {
  constructor(page, cards) {
    this.cards = cards;
    this.number = element('strong', { className: 'number' });
    this.note = element('span', { className: 'change' });
    this.element = element(
      'div', { className: 'card', data: { metric: 'cost' } },
      element('span', { className: 'card-label' }, element('span', {}, text('cost')), explanation(text('cost'), text('cost?'))),
      element('a', { className: 'number-link', attributes: { href: page.addressOfTab('cost') }, on: { click: page.follow } }, this.number),
      this.note,
    );
  }

  show(summary) {
    const { cost, currency, unpriced, compared, previous } = summary;
    if (!currency) {
      this.element.remove();
      return;
    }
    this.cards.append(this.element);
    const shown = money(cost, currency);
    this.number.textContent = shown.text;
    this.number.title = shown.title;
    const missing = unpricedAmount(unpriced);
    this.note.className = missing ? 'change bad' : 'change';
    this.note.textContent = missing
      ? text(unpriced.calls > 0 ? 'unpriced' : 'unpricedTokens', { amount: missing })
      : (previous && moneyChange(previous.cost, compared.cost)) ?? '';
  }
}
