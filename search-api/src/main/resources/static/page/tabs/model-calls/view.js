import { DistributionPanel, TopPanel } from '../../distribution/distribution-panel.js';
import { element } from '../../dom/element.js';
import { EntitiesPanel } from '../../entities/entities-panel.js';
import { groupNames } from '../../filters/fields.js';
import { PatternPanel } from '../../pattern/pattern-panel.js';
import { TrendPanel } from '../../trend/trend-panel.js';
import { SummaryPanel } from '../summary-panel.js';

const WORKLOAD = 'model-calls';

/** In the order of the platform's page. */
const CARDS = [
  'models', 'calls', 'blocked', 'total_tokens', 'input_tokens', 'output_tokens', 'failed',
  { metric: 'error_rate', better: 'lower' }, { metric: 'cache_hit_ratio', better: 'higher' },
  'calls_without_usage', 'fallback_calls', 'users',
];

/** Dimensions with a list of their greatest values. */
const RANKED = ['user_id', 'api_key_id', 'project_id'];

export function createTab(page) {
  const summary = new SummaryPanel(page, WORKLOAD, CARDS);
  const trend = new TrendPanel(page, { workload: WORKLOAD });
  const distribution = new DistributionPanel(page, { workload: WORKLOAD });
  const pattern = new PatternPanel(page, { workload: WORKLOAD, metric: distribution.metrics[0] });
  const entities = new EntitiesPanel(page, { workload: WORKLOAD, cards: CARDS });
  const groups = groupNames(WORKLOAD, page.me);
  const tops = RANKED.filter((name) => groups.includes(name))
    .map((dimension) => new TopPanel(page, { workload: WORKLOAD, dimension, metric: distribution.metrics[0] }));
  return {
    element: element(
      'div', { className: 'tab' },
      summary.element, trend.element, distribution.element,
      element('div', { className: 'columns' }, ...tops.map((top) => top.element)),
      pattern.element, entities.element,
    ),
    show(view, ask) {
      const metric = distribution.chosenMetric(view);
      const above = [
        summary.show(view, ask), trend.show(view, ask), distribution.show(view, ask), ...tops.map((top) => top.show(view, ask, metric)),
        pattern.show(view, ask, metric),
      ];
      return [...above, entities.show(view, ask, above)];
    },
  };
}
