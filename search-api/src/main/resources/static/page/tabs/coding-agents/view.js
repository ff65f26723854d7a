import { element } from '../../dom/element.js';
import { seesOthers } from '../../filters/fields.js';
import { TrendPanel } from '../../trend/trend-panel.js';
import { SummaryPanel } from '../summary-panel.js';

const WORKLOAD = 'coding-agents';

const CARDS = [
  { figure: 'users' },
  { figure: 'active_days' },
  { figure: 'sessions' },
  { figure: 'commits' },
  { figure: 'pull_requests' },
  { figure: 'lines_added' },
  { figure: 'lines_removed' },
  { figure: 'tokens' },
  { figure: 'input_tokens' },
  { figure: 'output_tokens' },
  { figure: 'active_seconds' },
  { figure: 'cost_micros' },
];

const METRICS = [
  'users', 'sessions', 'session_starts', 'commits', 'pull_requests', 'lines_added', 'lines_removed', 'tokens', 'input_tokens', 'output_tokens',
  'active_seconds', 'cost_micros',
];

export function createTab(page) {
  const summary = new SummaryPanel(page, WORKLOAD, CARDS);
  const trend = new TrendPanel(page, {
    workload: WORKLOAD, metrics: METRICS, metric: 'lines_added', groups: ['agent', ...(seesOthers(page.me) ? ['user_id'] : [])], group: 'agent',
  });
  return {
    element: element('div', { className: 'tab' }, summary.element, trend.element),
    show: (view, ask) => [summary.show(view, ask), trend.show(view, ask)],
  };
}
