import { withOptions } from '../address/view.js';
import { ChartPanel } from '../charts/chart-panel.js';
import { colourNumbers } from '../charts/colours.js';
import { TimeChart } from '../charts/time-chart.js';
import { element, offer, select } from '../dom/element.js';
import { fullMinute, isWhole } from '../metric/format.js';
import { firstGroup, groupNames } from '../filters/fields.js';
import { speaker } from '../language/language.js';
import { explanation } from '../popover/explanation.js';
import { measureAddsUp, measureFormat, measureHelp, measureLabel, measureNames } from '../money/measures.js';
import { MoneyNote } from '../money/money-note.js';
import { amountOf } from '../money/money.js';
import { dimensionLabel, distinctNames, seriesLabel, undividedLabel } from '../schema/labels.js';
import { metricNames } from '../schema/schema.js';
import { inPeriod } from '../time/period-bar.js';
import { INTERVALS, intervalOf, intervals, MOST_PERCENTILES, periodOf } from '../time/period.js';
import { serverNow } from '../time/server-clock.js';
import { alertMarks } from './alert-marks.js';
import { askCompared, COMPARISONS, comparisonsOf } from './comparison.js';
import { isStacked, SHAPES, shapesOf, shapeValues } from './shape.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Numbers of series before all others are put together, and the usual one. */
const TOPS = ['5', '8', '10', '20'];
const TOP = '8';

/** Stands in the address for series that are ranked by the metric that they show. */
const OWN = 'own';

/** Stands in the address for a trend that is not divided. */
const UNDIVIDED = 'none';

/** One metric of a workload over time, chosen by the options `metric`, `group`, `top`, `rank`, `interval`, `chart` and `compare` of the view. */
export class TrendPanel {
  constructor(page, { workload, metrics = measureNames(workload, page.me), metric = metrics[0], title = text('title') }) {
    const group = firstGroup(workload, page.me);
    const groups = [UNDIVIDED, ...groupNames(workload, page.me)];
    const ranks = [OWN, ...metricNames(workload, (one) => one.adds_up)];
    this.page = page;
    this.workload = workload;
    this.metrics = metrics;
    this.groups = groups;
    this.ranks = ranks;
    this.metric = metric;
    this.group = group;
    this.top = TOP;
    this.rank = OWN;
    const choose = (name) => (value) => page.go(withOptions(page.view, { [name]: value }));
    this.controls = {
      metric: select(text('metric'), metrics.map((name) => [name, measureLabel(workload, name)]), metric, choose('metric')),
      group: select(text('group'), groups.map((name) => [name, this.groupLabel(name)]), group, choose('group')),
      top: select(text('top'), TOPS.map((top) => [top, top]), TOP, choose('top')),
      rank: select(text('rank'), ranks.map((name) => [name, this.rankLabel(name)]), OWN, choose('rank')),
      interval: select(text('interval'), INTERVALS.map((name) => [name, text(name)]), 'hour', choose('interval')),
      chart: select(text('chart'), SHAPES.map((name) => [name, text(name)]), SHAPES[0], choose('chart')),
      compare: select(text('compare'), COMPARISONS.map((name) => [name, text(`compare:${name}`)]), COMPARISONS[0], choose('compare')),
    };
    this.sign = element('span', {});
    this.money = new MoneyNote(workload);
    this.note = element('p', { className: 'note', hidden: true }, text('coarse'));
    this.compared = element('p', { className: 'note', hidden: true, data: { note: 'compared' } });
    this.chart = new TimeChart({ onPeriod: (from, to) => page.go(inPeriod(page.view, { range: null, from: utc(from), to: utc(to) })) });
    this.panel = new ChartPanel({
      chart: this.chart, page, workload, title, name: 'trend', about: () => this.about(), sign: this.sign, retry: page.refresh,
      controls: Object.entries(this.controls).map(([name, control]) =>
        element('label', {}, element('span', {}, text(name)), Object.assign(control, { name }))),
    });
    this.panel.panel.body.append(this.note, this.compared);
    this.panel.element.append(this.money.element);
    this.element = this.panel.element;
  }

  show(view, ask) {
    const chosen = this.chosen(view);
    this.showChoices(view, chosen);
    const question = { metric: chosen.metric, interval: chosen.interval, time_zone: view.zone };
    const parts = chosen.divided ? { group_by: chosen.group, limit: Number(chosen.top), rank_by: chosen.rank === OWN ? null : chosen.rank } : {};
    const whole = (period) => ask(this.workload, '/trend', { ...question, ...period }, { period: false });
    const trend = Promise.all([ask(this.workload, '/trend', { ...question, ...parts }), alertMarks(this.page, this.workload, ask)]);
    const all = trend.then(async ([answer, marks]) => this.take(answer, marks, await askCompared(view, answer, chosen.compare, whole), view));
    return this.panel.fill(all, (answer) => this.drawing(answer, view), isEmpty);
  }

  showChoices(view, chosen) {
    Object.entries(this.controls).forEach(([name, control]) => { control.value = chosen[name]; });
    offer(this.controls.interval, intervals(view, serverNow(), chosen.series, chosen.most));
    offer(this.controls.chart, this.shapes(chosen));
    offer(this.controls.compare, chosen.comparisons);
    [this.controls.top, this.controls.rank].forEach((control) => { control.closest('label').hidden = !chosen.divided; });
    this.explain(chosen.metric);
  }

  take(answer, marks, ghost, view) {
    this.marks = marks;
    this.ghost = ghost;
    this.showCompared(view);
    this.money.show(answer, view.zone);
    return answer;
  }

  chosen(view) {
    const option = (name, allowed) => (allowed.includes(view.options[name]) ? view.options[name] : this[name]);
    const group = option('group', this.groups);
    const divided = group !== UNDIVIDED;
    const top = option('top', TOPS);
    const series = divided ? Number(top) + 1 : 1;
    const metric = option('metric', this.metrics);
    const most = /\.p\d+$/.test(metric) ? MOST_PERCENTILES : undefined;
    const shapes = this.shapes({ metric, divided });
    const chart = shapes.includes(view.options.chart) ? view.options.chart : shapes[0];
    const interval = intervalOf(view, serverNow(), series, most);
    const comparisons = comparisonsOf({ divided, chart, interval }, view, periodOf(view, serverNow()));
    const compare = comparisons.includes(view.options.compare) ? view.options.compare : comparisons[0];
    return { metric, group, divided, top, rank: option('rank', this.ranks), series, most, chart, interval, compare, comparisons };
  }

  shapes({ metric, divided }) {
    return shapesOf(measureAddsUp(this.workload, metric), divided);
  }

  /** The choices that are drawn. */
  about() {
    const { metric, group, top, rank, interval, chart, compare } =
      Object.fromEntries(Object.entries(this.controls).map(([name, { value }]) => [name, value]));
    const divided = group !== UNDIVIDED;
    return [
      [text('metric'), measureLabel(this.workload, metric), metric],
      [text('group'), this.groupLabel(group), group === UNDIVIDED ? null : `by-${group}`],
      ...(divided && top !== TOP ? [[text('top'), top, `top-${top}`]] : []),
      ...(divided && rank !== OWN ? [[text('rank'), this.rankLabel(rank), `ranked-by-${rank}`]] : []),
      [text('interval'), text(interval), interval],
      [text('chart'), text(chart), chart === SHAPES[0] ? null : chart],
      ...(this.ghost ? [[text('compare'), this.compared.textContent, compare]] : []),
    ];
  }

  groupLabel(name) {
    return name === UNDIVIDED ? undividedLabel() : dimensionLabel(this.workload, name);
  }

  rankLabel(name) {
    return name === OWN ? text('own') : measureLabel(this.workload, name);
  }

  /** Explains another metric; the explanation of the same one may be open. */
  explain(metric) {
    if (this.explained !== metric) {
      this.explained = metric;
      this.sign.replaceChildren(explanation(measureLabel(this.workload, metric), measureHelp(this.workload, metric)));
    }
  }

  drawing(answer, view) {
    const label = measureLabel(this.workload, answer.metric);
    const { chart } = this.chosen(view);
    const format = chart === 'share' ? 'ratio' : measureFormat(this.workload, answer.metric, answer.currency);
    const divided = answer.group_by !== null;
    const names = distinctNames(answer.series, answer.series.map((one) => seriesLabel(this.workload, answer.group_by, one, label)));
    const isGroup = (one) => one.kind === 'group';
    const numbers = colourNumbers(answer.series.filter(isGroup).map((one) => one.key));
    const values = shapeValues(chart, answer.series.map((one) => one.points.map((point) => amountOf(point.value))));
    this.note.hidden = answer.interval === 'hour' || answer.exact_days;
    return {
      title: label,
      format,
      whole: isWhole(format),
      parts: chart === 'share',
      interval: answer.interval,
      zone: view.zone,
      times: answer.series[0].points.map((point) => point.time),
      from: answer.from,
      end: answer.to,
      marks: this.marks,
      finalThrough: answer.final_through,
      series: [
        ...answer.series.map((one, at) => ({
          name: names[at],
          colour: isGroup(one) ? numbers.shift() : one.kind,
          values: values[at],
          kind: isStacked(chart) ? 'bar' : 'line',
          stack: isStacked(chart) ? 'all' : undefined,
          area: !divided,
        })),
        ...this.ghostSeries(chart),
      ],
    };
  }

  ghostSeries(chart) {
    if (!this.ghost?.values) {
      return [];
    }
    const values = chart === 'cumulative' ? this.ghost.totals : this.ghost.values;
    return [{ name: this.ghostName(), values, kind: 'line', ghost: true }];
  }

  ghostName() {
    return text(`compare:${this.controls.compare.value}`);
  }

  showCompared(view) {
    this.compared.hidden = !this.ghost;
    if (this.ghost) {
      const { from, to, values } = this.ghost;
      this.compared.textContent = text(values ? 'compared' : 'notKept', { name: this.ghostName(), from: fullMinute(from, view.zone), to: fullMinute(to, view.zone) });
    }
  }
}

function utc(time) {
  return new Date(time).toISOString();
}

function isEmpty(answer) {
  return answer.series.every((series) => series.points.every((point) => point.value === null));
}
