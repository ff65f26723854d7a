import { DistributionPanel } from '../../distribution/distribution-panel.js';
import { element } from '../../dom/element.js';
import { TrendPanel } from '../../trend/trend-panel.js';
import { SummaryPanel } from '../summary-panel.js';

/** The tab of a workload that has no view of its own: cards, trend and distribution as its schema declares them. */
export function createWorkloadTab(page, workload) {
  const panels = [new SummaryPanel(page, workload), new TrendPanel(page, { workload }), new DistributionPanel(page, { workload })];
  return {
    element: element('div', { className: 'tab' }, ...panels.map((panel) => panel.element)),
    show: (view, ask) => panels.map((panel) => panel.show(view, ask)),
  };
}
