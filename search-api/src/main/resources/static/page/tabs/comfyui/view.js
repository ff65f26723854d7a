import { DistributionPanel, TopPanel } from '../../distribution/distribution-panel.js';
import { element } from '../../dom/element.js';
import { ErrorsPanel } from '../../errors/errors-panel.js';
import { EntitiesPanel } from '../../entities/entities-panel.js';
import { TrendPanel } from '../../trend/trend-panel.js';
import { SummaryPanel } from '../summary-panel.js';
import { Concurrency } from './concurrency.js';

const WORKLOAD = 'comfyui';

/** In the order of the platform's page. */
const CARDS = [
  'executions', 'succeeded', 'failed', 'cancelled', 'abandoned', { metric: 'success_rate', better: 'higher' },
  'workflows', 'run_time_total_ms', 'run_time_ms.p50', 'run_time_ms.p95',
  { metric: 'queue_time_ms.p50', better: 'lower' }, { metric: 'queue_time_ms.p95', better: 'lower' },
];

export function createTab(page) {
  const summary = new SummaryPanel(page, WORKLOAD, CARDS);
  const trend = new TrendPanel(page, { workload: WORKLOAD });
  const distribution = new DistributionPanel(page, { workload: WORKLOAD });
  const failing = new TopPanel(page, { workload: WORKLOAD, dimension: 'workflow_id', metric: 'failed' });
  const errors = new ErrorsPanel(page, { workload: WORKLOAD });
  const concurrency = new Concurrency(page);
  const entities = new EntitiesPanel(page, { workload: WORKLOAD, cards: CARDS });
  return {
    element: element(
      'div', { className: 'tab' }, summary.element, trend.element, concurrency.element,
      element('div', { className: 'columns wide' }, distribution.element, failing.element), errors.element, entities.element,
    ),
    show(view, ask) {
      const above = [summary, trend, distribution, failing, errors].map((part) => part.show(view, ask)).concat(concurrency.show(view, ask));
      return [...above, entities.show(view, ask, above)];
    },
  };
}
