import { element } from '../../dom/element.js';
import { EntitiesPanel } from '../../entities/entities-panel.js';
import { TrendPanel } from '../../trend/trend-panel.js';
import { SummaryPanel } from '../summary-panel.js';

const WORKLOAD = 'training';

/** In the order of the platform's page. */
const CARDS = ['base_models', 'jobs', 'succeeded', 'failed', 'cancelled', 'trained_tokens', 'run_time_ms', 'users'];

export function createTab(page) {
  const summary = new SummaryPanel(page, WORKLOAD, CARDS);
  const trend = new TrendPanel(page, { workload: WORKLOAD });
  const entities = new EntitiesPanel(page, { workload: WORKLOAD, cards: CARDS });
  return {
    element: element('div', { className: 'tab' }, summary.element, trend.element, entities.element),
    show(view, ask) {
      const above = [summary.show(view, ask), trend.show(view, ask)];
      return [...above, entities.show(view, ask, above)];
    },
  };
}
