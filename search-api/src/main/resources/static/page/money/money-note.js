import { element } from '../dom/element.js';
import { pricesInWords, unpricedInWords } from './basis.js';
import { isMoney } from './measures.js';

/** A line below an answer in money: its prices, and the usage that has none. Hidden below other answers. */
export class MoneyNote {
  constructor(workload) {
    this.workload = workload;
    this.element = element('p', { className: 'note', hidden: true, data: { note: 'money' } });
  }

  show(answer, zone) {
    // Reported costs have a currency and no prices.
    const priced = isMoney(this.workload, answer.metric) && !(answer.currency && !answer.price_list);
    this.element.hidden = !priced;
    if (priced) {
      const missing = unpricedInWords(answer);
      this.element.replaceChildren(pricesInWords(answer, zone), ...(missing ? [' · ', element('span', { className: 'bad' }, missing)] : []));
    }
  }
}
