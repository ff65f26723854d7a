import { element } from '../../dom/element.js';
import { seesOthers } from '../../filters/fields.js';
import { TrendPanel } from '../../trend/trend-panel.js';
import { SummaryPanel } from '../summary-panel.js';

const WORKLOAD = 'training';

const CARDS = [
  { figure: 'base_models' },
  { figure: 'jobs' },
  { figure: 'succeeded' },
  { figure: 'failed' },
  { figure: 'cancelled' },
  { figure: 'trained_tokens' },
  { figure: 'run_time_ms' },
  { figure: 'users' },
];

const METRICS = ['jobs', 'trained_tokens', 'run_time_ms', 'succeeded', 'failed', 'cancelled', 'base_models', 'users'];

export function createTab(page) {
  const others = seesOthers(page.me);
  const summary = new SummaryPanel(page, WORKLOAD, CARDS.filter((card) => others || card.figure !== 'users'));
  const trend = new TrendPanel(page, {
    workload: WORKLOAD, metrics: METRICS, groups: ['base_model', 'method', ...(others ? ['user_id'] : [])], group: 'base_model',
  });
  return {
    element: element('div', { className: 'tab' }, summary.element, trend.element),
    show: (view, ask) => [summary.show(view, ask), trend.show(view, ask)],
  };
}
