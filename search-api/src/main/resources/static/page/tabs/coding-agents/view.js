import { element } from '../../dom/element.js';
import { EntitiesPanel } from '../../entities/entities-panel.js';
import { TrendPanel } from '../../trend/trend-panel.js';
import { SummaryPanel } from '../summary-panel.js';

const WORKLOAD = 'coding-agents';

/** People first: the number of measurements says little. */
const CARDS = [
  'users', 'active_days', 'sessions', 'commits', 'pull_requests', 'lines_added', 'lines_removed', 'tokens', 'input_tokens', 'output_tokens',
  'active_seconds', 'cost_micros',
];

export function createTab(page) {
  const summary = new SummaryPanel(page, WORKLOAD, CARDS);
  const trend = new TrendPanel(page, { workload: WORKLOAD, metric: 'lines_added' });
  const entities = new EntitiesPanel(page, { workload: WORKLOAD, cards: CARDS });
  return {
    element: element('div', { className: 'tab' }, summary.element, trend.element, entities.element),
    show(view, ask) {
      const above = [summary.show(view, ask), trend.show(view, ask)];
      return [...above, entities.show(view, ask, above)];
    },
  };
}
