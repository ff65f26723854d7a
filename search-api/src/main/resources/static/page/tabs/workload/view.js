import { DistributionPanel } from '../../distribution/distribution-panel.js';
import { element } from '../../dom/element.js';
import { EntitiesPanel } from '../../entities/entities-panel.js';
import { PatternPanel } from '../../pattern/pattern-panel.js';
import { TrendPanel } from '../../trend/trend-panel.js';
import { SummaryPanel } from '../summary-panel.js';

/** The tab of a workload that has no view of its own: cards, trend and distribution as its schema declares them. */
export function createWorkloadTab(page, workload) {
  const distribution = new DistributionPanel(page, { workload });
  const pattern = new PatternPanel(page, { workload, metric: distribution.metrics[0] });
  const entities = new EntitiesPanel(page, { workload });
  const panels = [new SummaryPanel(page, workload), new TrendPanel(page, { workload }), distribution];
  return {
    element: element('div', { className: 'tab' }, ...[...panels, pattern, entities].map((panel) => panel.element)),
    show(view, ask) {
      const above = [...panels.map((panel) => panel.show(view, ask)), pattern.show(view, ask, distribution.chosenMetric(view))];
      return [...above, entities.show(view, ask, above)];
    },
  };
}
