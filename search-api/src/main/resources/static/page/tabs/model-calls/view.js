import { DistributionPanel, TopPanel } from '../../distribution/distribution-panel.js';
import { element } from '../../dom/element.js';
import { seesOthers } from '../../filters/fields.js';
import { TrendPanel } from '../../trend/trend-panel.js';
import { SummaryPanel } from '../summary-panel.js';

const WORKLOAD = 'model-calls';

const CARDS = [
  { figure: 'models' },
  { figure: 'calls' },
  { figure: 'blocked', link: (page, view) => page.records(view, WORKLOAD, 'blocked') },
  { figure: 'total_tokens' },
  { figure: 'input_tokens' },
  { figure: 'output_tokens' },
  { figure: 'failed', link: (page, view) => page.records(view, WORKLOAD, 'failed') },
  { figure: 'error_rate', good: 'down' },
  { figure: 'cache_hit_ratio', good: 'up' },
  { figure: 'calls_without_usage' },
  { figure: 'fallback_calls' },
  { figure: 'users' },
];

const COUNTS = [
  'calls', 'total_tokens', 'input_tokens', 'output_tokens', 'cache_read_tokens', 'cache_write_tokens', 'reasoning_tokens',
  'failed', 'blocked', 'calls_without_usage', 'fallback_calls',
  'inconsistent_calls',
];

export function createTab(page) {
  const others = seesOthers(page.me);
  const groups = ['model', 'model_source', 'user_id', 'api_key_id', 'project_id', 'provider', 'endpoint', 'client'];
  const dimensions = others ? groups : groups.filter((name) => name !== 'user_id');
  const summary = new SummaryPanel(page, WORKLOAD, CARDS.filter((card) => others || card.figure !== 'users'));
  const trend = new TrendPanel(page, {
    workload: WORKLOAD, metrics: [...COUNTS, 'error_rate', 'cache_hit_ratio', 'models', 'users'], groups: dimensions, group: 'model',
  });
  const distribution = new DistributionPanel(page, { workload: WORKLOAD, metrics: COUNTS, dimensions });
  const tops = ['user_id', 'api_key_id', 'project_id'].filter((name) => dimensions.includes(name))
    .map((dimension) => new TopPanel(page, { workload: WORKLOAD, dimension, metric: COUNTS[0] }));
  return {
    element: element(
      'div', { className: 'tab' },
      summary.element, trend.element, distribution.element,
      element('div', { className: 'columns' }, ...tops.map((top) => top.element)),
    ),
    show(view, ask) {
      const metric = COUNTS.includes(view.options.share) ? view.options.share : COUNTS[0];
      return [summary.show(view, ask), trend.show(view, ask), distribution.show(view, ask), ...tops.map((top) => top.show(view, ask, metric))];
    },
  };
}
