import { DistributionPanel, TopPanel } from '../../distribution/distribution-panel.js';
import { element } from '../../dom/element.js';
import { seesOthers } from '../../filters/fields.js';
import { TrendPanel } from '../../trend/trend-panel.js';
import { SummaryPanel } from '../summary-panel.js';
import { Concurrency } from './concurrency.js';

const WORKLOAD = 'comfyui';

const outcome = (name) => (page, view) => page.records(view, WORKLOAD, name);

const CARDS = [
  { figure: 'executions', link: outcome(null) },
  { figure: 'succeeded', link: outcome('succeeded') },
  { figure: 'failed', link: outcome('failed') },
  { figure: 'cancelled', link: outcome('cancelled') },
  { figure: 'abandoned', link: outcome('abandoned') },
  { figure: 'success_rate', good: 'up' },
  { figure: 'workflows' },
  { figure: 'run_time_total_ms' },
  { figure: 'run_time_ms.p50' },
  { figure: 'run_time_ms.p95' },
  { figure: 'queue_time_ms.p50', good: 'down' },
  { figure: 'queue_time_ms.p95', good: 'down' },
];

const COUNTS = ['executions', 'succeeded', 'failed', 'cancelled', 'abandoned', 'run_time_total_ms'];
const METRICS = [
  ...COUNTS, 'success_rate', 'workflows', 'users', 'run_time_ms.p50', 'run_time_ms.p95', 'queue_time_ms.p50', 'queue_time_ms.p95',
];

export function createTab(page) {
  const others = seesOthers(page.me);
  const own = (names) => names.filter((name) => others || name !== 'user_id');
  const summary = new SummaryPanel(page, WORKLOAD, CARDS);
  const trend = new TrendPanel(page, {
    workload: WORKLOAD, metrics: METRICS, groups: own(['workflow_name', 'workflow_id', 'source', 'user_id', 'api_key_id']), group: 'workflow_name',
  });
  const distribution = new DistributionPanel(page, {
    workload: WORKLOAD, metrics: COUNTS, dimensions: own(['workflow_id', 'source', 'user_id', 'api_key_id']),
  });
  const failing = new TopPanel(page, { workload: WORKLOAD, dimension: 'workflow_id', metric: 'failed' });
  const concurrency = new Concurrency(page);
  return {
    element: element(
      'div', { className: 'tab' }, summary.element, trend.element, concurrency.element,
      element('div', { className: 'columns wide' }, distribution.element, failing.element),
    ),
    show(view, ask) {
      return [summary, trend, distribution, failing].map((part) => part.show(view, ask)).concat(concurrency.show(view, ask));
    },
  };
}
