import { withOptions } from '../address/view.js';
import { ChartPanel } from '../charts/chart-panel.js';
import { parts, ranking } from '../charts/ranking.js';
import { ShareChart } from '../charts/share-chart.js';
import { element, select } from '../dom/element.js';
import { speaker } from '../language/language.js';
import { Panel } from '../panel/panel.js';
import { explanation } from '../popover/explanation.js';
import { measureFormat, measureHelp, measureLabel, shareNames } from '../money/measures.js';
import { MoneyNote } from '../money/money-note.js';
import { amountOf } from '../money/money.js';
import { dimensionInWords, dimensionLabel } from '../schema/labels.js';
import { replaceTable } from '../table/table.js';
import { only, partNames } from './groups.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Numbers of parts of a ring before all others are put together, and the usual one. */
const PARTS = ['5', '8', '10', '20'];
const USUAL_PARTS = '8';

/** Rows of a list of the greatest. */
const TOP = 5;

/** The parts of a metric that adds up, chosen by the options `share`, `by` and `parts` of the view, as a ring and a list. */
export class DistributionPanel {
  constructor(page, { workload }) {
    const metrics = shareNames(workload);
    const dimensions = partNames(workload, page.me);
    this.page = page;
    this.workload = workload;
    this.metrics = metrics;
    this.dimensions = dimensions;
    const choose = (name) => (value) => page.go(withOptions(page.view, { [name]: value }));
    this.metric = select(text('metric'), metrics.map((name) => [name, measureLabel(workload, name)]), metrics[0], choose('share'));
    this.by = select(text('by'), dimensions.map((name) => [name, dimensionLabel(workload, name)]), dimensions[0], choose('by'));
    this.top = select(text('top'), PARTS.map((parts) => [parts, parts]), USUAL_PARTS, choose('parts'));
    this.sign = element('span', {});
    this.list = element('div', { className: 'list' });
    this.money = new MoneyNote(workload);
    this.panel = new ChartPanel({
      chart: new ShareChart(), page, workload, title: text('title'), name: 'distribution', sign: this.sign, retry: page.refresh,
      about: () => [
        [text('metric'), measureLabel(workload, this.metric.value), this.metric.value],
        [text('by'), dimensionLabel(workload, this.by.value), `by-${this.by.value}`],
        ...(this.top.value === USUAL_PARTS ? [] : [[text('top'), this.top.value, `top-${this.top.value}`]]),
      ],
      controls: [
        element('label', {}, element('span', {}, text('metric')), Object.assign(this.metric, { name: 'share' })),
        element('label', {}, element('span', {}, text('by')), Object.assign(this.by, { name: 'by' })),
        element('label', {}, element('span', {}, text('top')), Object.assign(this.top, { name: 'parts' })),
      ],
    });
    this.panel.panel.body.classList.add('ring-and-list');
    this.panel.panel.body.append(this.list);
    this.panel.element.append(this.money.element);
    this.element = this.panel.element;
  }

  chosenMetric(view) {
    return this.metrics.includes(view.options.share) ? view.options.share : this.metrics[0];
  }

  show(view, ask) {
    const metric = this.chosenMetric(view);
    const by = this.dimensions.includes(view.options.by) ? view.options.by : this.dimensions[0];
    this.metric.value = metric;
    this.by.value = by;
    this.top.value = PARTS.includes(view.options.parts) ? view.options.parts : USUAL_PARTS;
    const label = measureLabel(this.workload, metric);
    this.sign.replaceChildren(explanation(label, measureHelp(this.workload, metric)));
    const answer = ask(this.workload, '/distribution', { metric, group_by: by, limit: Number(this.top.value) });
    const shown = answer.then((found) => { this.money.show(found, view.zone); return found; });
    return this.panel.fill(shown, (found) => {
      const keyLabel = dimensionLabel(this.workload, by);
      const title = `${label} · ${keyLabel}`;
      replaceTable(this.list, ranking(title, this.workload, found, only(this.page, this.workload)));
      return {
        title, format: measureFormat(this.workload, metric, found.currency), metricLabel: label, keyLabel, total: amountOf(found.total), parts: parts(this.workload, found),
      };
    }, isEmpty);
  }
}

/** The greatest values of one dimension. */
export class TopPanel {
  constructor(page, { workload, dimension, metric }) {
    this.page = page;
    this.workload = workload;
    this.dimension = dimension;
    this.metric = metric;
    this.panel = new Panel({ title: this.title(metric), name: `top-${dimension}`, retry: page.refresh, className: 'panel' });
    this.element = this.panel.element;
  }

  title(metric) {
    return text('ranking', { name: dimensionInWords(this.workload, this.dimension), metric: measureLabel(this.workload, metric) });
  }

  /** `metric`: the metric to rank by, the panel's own when absent. */
  show(view, ask, metric = this.metric) {
    const answer = ask(this.workload, '/distribution', { metric, group_by: this.dimension, limit: TOP });
    this.panel.heading.textContent = this.title(metric);
    const caption = `${measureLabel(this.workload, metric)} · ${dimensionLabel(this.workload, this.dimension)}`;
    return this.panel.fill(answer, (found) => {
      replaceTable(this.panel.body, ranking(caption, this.workload, found, only(this.page, this.workload)));
    }, isEmpty);
  }
}

function isEmpty(answer) {
  return answer.groups.length === 0 || amountOf(answer.total) === null || amountOf(answer.total) === 0;
}
