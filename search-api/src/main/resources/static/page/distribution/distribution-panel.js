import { withFilters, withOptions } from '../address/view.js';
import { ChartPanel } from '../charts/chart-panel.js';
import { parts, ranking } from '../charts/ranking.js';
import { ShareChart } from '../charts/share-chart.js';
import { element, select } from '../dom/element.js';
import { dimensionInWords, dimensionLabel } from '../figures/dimensions.js';
import { figureExplanation, figureLabel } from '../figures/figures.js';
import { FIELDS, NOT } from '../filters/fields.js';
import { speaker } from '../language/language.js';
import { Panel } from '../panel/panel.js';
import { explanation } from '../popover/explanation.js';
import { replaceTable } from '../table/table.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Parts of a ring before all others are put together; as many as there are colours. */
const PARTS = 8;

/** Rows of a list of the greatest. */
const TOP = 5;

/** How a figure divides, chosen by the options `share` and `by` of the view, as a ring and a list. */
export class DistributionPanel {
  constructor(page, { workload, metrics, dimensions }) {
    Object.assign(this, { page, workload, metrics, dimensions });
    const choose = (name) => (value) => page.go(withOptions(page.view, { [name]: value }));
    this.metric = select(text('metric'), metrics.map((name) => [name, figureLabel(workload, name)]), metrics[0], choose('share'));
    this.by = select(text('by'), dimensions.map((name) => [name, dimensionLabel(name)]), dimensions[0], choose('by'));
    this.sign = element('span', {});
    this.list = element('div', { className: 'list' });
    this.panel = new ChartPanel({
      chart: new ShareChart(), page, workload, title: text('title'), name: 'distribution', sign: this.sign, retry: page.refresh,
      about: () => [
        [text('metric'), figureLabel(workload, this.metric.value), this.metric.value],
        [text('by'), dimensionLabel(this.by.value), `by-${this.by.value}`],
      ],
      controls: [
        element('label', {}, element('span', {}, text('metric')), Object.assign(this.metric, { name: 'share' })),
        element('label', {}, element('span', {}, text('by')), Object.assign(this.by, { name: 'by' })),
      ],
    });
    this.panel.panel.body.classList.add('ring-and-list');
    this.panel.panel.body.append(this.list);
    this.element = this.panel.element;
  }

  show(view, ask) {
    const metric = this.metrics.includes(view.options.share) ? view.options.share : this.metrics[0];
    const by = this.dimensions.includes(view.options.by) ? view.options.by : this.dimensions[0];
    this.metric.value = metric;
    this.by.value = by;
    const label = figureLabel(this.workload, metric);
    this.sign.replaceChildren(explanation(label, figureExplanation(this.workload, metric)));
    const answer = ask(this.workload, '/distribution', { metric, group_by: named(by), limit: PARTS });
    return this.panel.fill(answer, (found) => {
      const title = `${label} · ${dimensionLabel(by)}`;
      replaceTable(this.list, ranking(title, label, found, only(this.page, this.workload)));
      return { title, figure: metric, figureLabel: label, keyLabel: dimensionLabel(by), total: found.total, parts: parts(found) };
    }, isEmpty);
  }
}

/** The greatest values of one dimension. */
export class TopPanel {
  constructor(page, { workload, dimension, metric }) {
    Object.assign(this, { page, workload, dimension, metric });
    const title = text('top', { name: dimensionInWords(dimension), figure: figureLabel(workload, metric) });
    this.panel = new Panel({ title, name: `top-${dimension}`, retry: page.refresh, className: 'panel' });
    this.element = this.panel.element;
  }

  /** `metric`: the figure to rank by, the panel's own when absent. */
  show(view, ask, metric = this.metric) {
    const answer = ask(this.workload, '/distribution', { metric, group_by: named(this.dimension), limit: TOP });
    const label = figureLabel(this.workload, metric);
    this.panel.heading.textContent = text('top', { name: dimensionInWords(this.dimension), figure: label });
    return this.panel.fill(answer, (found) => {
      replaceTable(this.panel.body, ranking(`${label} · ${dimensionLabel(this.dimension)}`, label, found, only(this.page, this.workload)));
    }, isEmpty);
  }
}

/** A workflow is known by its id and called by its name. */
function named(dimension) {
  return dimension === 'workflow_id' ? 'workflow_id,workflow_name' : dimension;
}

function only(page, workload) {
  return (dimension, value) => {
    if (FIELDS[workload].includes(dimension)) {
      page.go(withFilters(page.view, { [dimension]: [value], [NOT + dimension]: [] }));
    }
  };
}

function isEmpty(answer) {
  return answer.groups.length === 0 || answer.total === null || answer.total === 0;
}
