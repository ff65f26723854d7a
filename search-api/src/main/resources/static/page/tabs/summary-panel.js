import { Cards } from '../cards/cards.js';
import { CostCard } from '../money/cost-card.js';
import { Panel } from '../panel/panel.js';
import { hasPeriodBefore } from '../time/period.js';
import { serverNow } from '../time/server-clock.js';

/**
 * Metrics of a workload's summary as cards, with how they changed where the period before is still kept. `specs` are
 * those of `Cards`; without them the schema decides.
 */
export class SummaryPanel {
  constructor(page, workload, specs = undefined) {
    this.workload = workload;
    this.cards = new Cards(page, workload, specs);
    this.panel = new Panel({ name: 'summary', retry: page.refresh, className: 'summary' });
    this.cost = new CostCard(page, this.cards.element);
    this.panel.body.append(this.cards.element);
    this.element = this.panel.element;
  }

  show(view, ask) {
    const compare = hasPeriodBefore(view, serverNow()) ? 'previous' : null;
    const answer = ask(this.workload, '/summary', { compare }).catch((fault) => {
      // A period that reaches back too far for the one before it.
      if (fault.parameter === 'compare') {
        return ask(this.workload, '/summary');
      }
      throw fault;
    });
    return this.panel.fill(answer, (summary) => {
      this.cards.show(summary, view);
      this.cost.show(summary);
    });
  }
}
