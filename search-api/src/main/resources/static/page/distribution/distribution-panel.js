import { withOptions } from '../address/view.js';
import { ChartPanel } from '../charts/chart-panel.js';
import { groupsLabel, parts, ranking } from '../charts/ranking.js';
import { ShareChart } from '../charts/share-chart.js';
import { element, offer, select } from '../dom/element.js';
import { speaker } from '../language/language.js';
import { Panel } from '../panel/panel.js';
import { explanation } from '../popover/explanation.js';
import { measureFormat, measureHelp, measureLabel, shareNames } from '../money/measures.js';
import { MoneyNote } from '../money/money-note.js';
import { amountOf } from '../money/money.js';
import { dimensionInWords, dimensionLabel } from '../schema/labels.js';
import { replaceTable } from '../table/table.js';
import { besideNames, only, partNames } from './groups.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Numbers of parts of a ring before all others are put together, and the usual one. */
const PARTS = ['5', '8', '10', '20'];
const USUAL_PARTS = '8';

/** Rows of a list of the greatest. */
const TOP = 5;

/** The choice of no subgroup, or of no second metric, in the address. */
const NONE = 'none';

/**
 * The parts of a metric that adds up, chosen by the options `share`, `beside`, `by`, `sub` and `parts` of the view, as a ring and a
 * list; with a second metric, as bars and a list.
 */
export class DistributionPanel {
  constructor(page, { workload }) {
    const metrics = shareNames(workload, page.me);
    const dimensions = partNames(workload, page.me);
    this.page = page;
    this.workload = workload;
    this.metrics = metrics;
    this.dimensions = dimensions;
    const choose = (name) => (value) => page.go(withOptions(page.view, { [name]: value }));
    const labels = metrics.map((name) => [name, measureLabel(workload, name)]);
    const groups = dimensions.map((name) => [name, dimensionLabel(workload, name)]);
    const none = [NONE, text('none')];
    this.controls = {
      share: select(text('metric'), labels, metrics[0], choose('share')),
      beside: select(text('beside'), [none, ...labels], NONE, choose('beside')),
      by: select(text('by'), groups, dimensions[0], choose('by')),
      sub: select(text('sub'), [none, ...groups], NONE, choose('sub')),
      parts: select(text('top'), PARTS.map((parts) => [parts, parts]), USUAL_PARTS, choose('parts')),
    };
    this.sign = element('span', {});
    this.list = element('div', { className: 'list' });
    this.money = new MoneyNote(workload);
    this.panel = new ChartPanel({
      chart: new ShareChart(), page, workload, title: text('title'), name: 'distribution', sign: this.sign, retry: page.refresh,
      about: () => this.about(),
      controls: Object.entries(this.controls).map(([name, control]) =>
        element('label', {}, element('span', {}, control.getAttribute('aria-label')), Object.assign(control, { name }))),
    });
    this.panel.panel.body.classList.add('ring-and-list');
    this.panel.panel.body.append(this.list);
    this.panel.element.append(this.money.element);
    this.element = this.panel.element;
  }

  chosenMetric(view) {
    return this.metrics.includes(view.options.share) ? view.options.share : this.metrics[0];
  }

  chosen(view) {
    const option = (name, allowed) => (allowed.includes(view.options[name]) ? view.options[name] : null);
    const metric = this.chosenMetric(view);
    const by = option('by', this.dimensions) ?? this.dimensions[0];
    const besides = besideNames(this.workload, this.metrics, metric);
    const subs = this.dimensions.filter((name) => name !== by);
    return { metric, by, besides, subs, beside: option('beside', besides), sub: option('sub', subs), parts: option('parts', PARTS) ?? USUAL_PARTS };
  }

  show(view, ask) {
    const chosen = this.chosen(view);
    const { metric, beside, parts: limit } = chosen;
    this.showChoices(chosen);
    const groups = { group_by: [chosen.by, chosen.sub].filter(Boolean).join() };
    const answer = ask(this.workload, '/distribution', { metric, ...groups, limit: Number(limit), further_metric: beside });
    // The total of the other metric: groups have its values, what is left over does not.
    const further = beside && ask(this.workload, '/distribution', { metric: beside, ...groups, limit: 1 });
    let pairs = null;
    const shown = Promise.all([answer, further]).then(async ([found, other]) => {
      pairs = other && { ...await import('./beside.js'), total: amountOf(other.total) };
      this.money.show(found, view.zone);
      return found;
    });
    return this.panel.fill(shown, (found) => this.drawing(found, chosen, pairs), isEmpty);
  }

  showChoices({ metric, by, beside, besides, sub, subs, parts: limit }) {
    const values = { share: metric, by, beside: beside ?? NONE, sub: sub ?? NONE, parts: limit };
    Object.entries(this.controls).forEach(([name, control]) => { control.value = values[name]; });
    offer(this.controls.beside, [NONE, ...besides]);
    offer(this.controls.sub, [NONE, ...subs]);
    // The explanation of the same metric may be open.
    if (this.explained !== metric) {
      this.explained = metric;
      this.sign.replaceChildren(explanation(measureLabel(this.workload, metric), measureHelp(this.workload, metric)));
    }
  }

  drawing(found, { metric, beside }, pairs) {
    const metricLabel = measureLabel(this.workload, metric);
    const keyLabel = groupsLabel(this.workload, found.group_by);
    const title = `${metricLabel} · ${keyLabel}`;
    const whole = parts(this.workload, found);
    const shown = pairs ? pairs.addBeside(whole, found, beside, pairs.total) : whole;
    this.panel.panel.body.classList.toggle('pairs', pairs !== null);
    replaceTable(this.list, ranking(title, this.workload, found, only(this.page, this.workload), { shown, beside }));
    return {
      title, format: measureFormat(this.workload, metric, found.currency), metricLabel, keyLabel, total: amountOf(found.total), parts: shown,
      pairs, besideLabel: beside && measureLabel(this.workload, beside),
    };
  }

  /** The choices that are drawn. */
  about() {
    const { share, beside, by, sub, parts: top } = Object.fromEntries(Object.entries(this.controls).map(([name, { value }]) => [name, value]));
    return [
      [text('metric'), measureLabel(this.workload, share), share],
      ...(beside === NONE ? [] : [[text('beside'), measureLabel(this.workload, beside), `beside-${beside}`]]),
      [text('by'), dimensionLabel(this.workload, by), `by-${by}`],
      ...(sub === NONE ? [] : [[text('sub'), dimensionLabel(this.workload, sub), `and-${sub}`]]),
      ...(top === USUAL_PARTS ? [] : [[text('top'), top, `top-${top}`]]),
    ];
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
