import { withOptions } from '../address/view.js';
import { ChartPanel } from '../charts/chart-panel.js';
import { colourNumbers } from '../charts/colours.js';
import { TimeChart } from '../charts/time-chart.js';
import { element, select } from '../dom/element.js';
import { isWhole } from '../metric/format.js';
import { firstGroup, groupNames } from '../filters/fields.js';
import { speaker } from '../language/language.js';
import { explanation } from '../popover/explanation.js';
import { measureAddsUp, measureFormat, measureHelp, measureLabel, measureNames } from '../money/measures.js';
import { MoneyNote } from '../money/money-note.js';
import { amountOf } from '../money/money.js';
import { dimensionLabel, distinctNames, seriesLabel, undividedLabel } from '../schema/labels.js';
import { inPeriod } from '../time/period-bar.js';
import { INTERVALS, intervalOf, intervals, MOST_PERCENTILES } from '../time/period.js';
import { serverNow } from '../time/server-clock.js';
import { alertMarks } from './alert-marks.js';
import { isStacked, SHAPES, shapesOf, shapeValues } from './shape.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Series before all others are put together. */
const SERIES = 8;

/** Stands in the address for a trend that is not divided. */
const UNDIVIDED = 'none';

/** One metric of a workload over time, chosen by the options `metric`, `group`, `interval` and `chart` of the view. */
export class TrendPanel {
  constructor(page, { workload, metrics = measureNames(workload), metric = metrics[0], title = text('title') }) {
    const group = firstGroup(workload, page.me);
    const groups = [UNDIVIDED, ...groupNames(workload, page.me)];
    Object.assign(this, { page, workload, metrics, groups, metric, group });
    const choose = (name) => (value) => page.go(withOptions(page.view, { [name]: value }));
    this.controls = {
      metric: select(text('metric'), metrics.map((name) => [name, measureLabel(workload, name)]), metric, choose('metric')),
      group: select(text('group'), groups.map((name) => [name, this.groupLabel(name)]), group, choose('group')),
      interval: select(text('interval'), INTERVALS.map((name) => [name, text(name)]), 'hour', choose('interval')),
      chart: select(text('chart'), SHAPES.map((name) => [name, text(name)]), SHAPES[0], choose('chart')),
    };
    this.sign = element('span', {});
    this.money = new MoneyNote(workload);
    this.note = element('p', { className: 'note', hidden: true }, text('coarse'));
    this.chart = new TimeChart({ onPeriod: (from, to) => page.go(inPeriod(page.view, { range: null, from: utc(from), to: utc(to) })) });
    this.panel = new ChartPanel({
      chart: this.chart, page, workload, title, name: 'trend', about: () => this.about(), sign: this.sign, retry: page.refresh,
      controls: Object.entries(this.controls).map(([name, control]) =>
        element('label', {}, element('span', {}, text(name)), Object.assign(control, { name }))),
    });
    this.panel.panel.body.append(this.note);
    this.panel.element.append(this.money.element);
    this.element = this.panel.element;
  }

  show(view, ask) {
    const chosen = this.chosen(view);
    this.controls.metric.value = chosen.metric;
    this.controls.group.value = chosen.group;
    this.controls.interval.value = chosen.interval;
    this.controls.chart.value = chosen.chart;
    offer(this.controls.interval, intervals(view, serverNow(), chosen.series, chosen.most));
    offer(this.controls.chart, this.shapes(chosen));
    this.explain(chosen.metric);
    const question = {
      metric: chosen.metric, interval: chosen.interval, time_zone: view.zone,
      group_by: chosen.divided ? chosen.group : null, limit: chosen.divided ? SERIES : null,
    };
    const trend = Promise.all([ask(this.workload, '/trend', question), alertMarks(this.page, this.workload, ask)]);
    return this.panel.fill(trend.then(([answer, marks]) => this.take(answer, marks, view)), (answer) => this.drawing(answer, view), isEmpty);
  }

  take(answer, marks, view) {
    this.marks = marks;
    this.money.show(answer, view.zone);
    return answer;
  }

  chosen(view) {
    const option = (name, allowed) => (allowed.includes(view.options[name]) ? view.options[name] : this[name]);
    const group = option('group', this.groups);
    const divided = group !== UNDIVIDED;
    const series = divided ? SERIES + 1 : 1;
    const metric = option('metric', this.metrics);
    const most = /\.p\d+$/.test(metric) ? MOST_PERCENTILES : undefined;
    const shapes = this.shapes({ metric, divided });
    const chart = shapes.includes(view.options.chart) ? view.options.chart : shapes[0];
    return { metric, group, divided, series, most, chart, interval: intervalOf(view, serverNow(), series, most) };
  }

  shapes({ metric, divided }) {
    return shapesOf(measureAddsUp(this.workload, metric), divided);
  }

  /** The choices that are drawn. */
  about() {
    const { metric, group, interval, chart } = Object.fromEntries(Object.entries(this.controls).map(([name, { value }]) => [name, value]));
    return [
      [text('metric'), measureLabel(this.workload, metric), metric],
      [text('group'), this.groupLabel(group), group === UNDIVIDED ? null : `by-${group}`],
      [text('interval'), text(interval), interval],
      [text('chart'), text(chart), chart === SHAPES[0] ? null : chart],
    ];
  }

  groupLabel(name) {
    return name === UNDIVIDED ? undividedLabel() : dimensionLabel(this.workload, name);
  }

  explain(metric) {
    this.sign.replaceChildren(explanation(measureLabel(this.workload, metric), measureHelp(this.workload, metric)));
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
      series: answer.series.map((one, at) => ({
        name: names[at],
        colour: isGroup(one) ? numbers.shift() : undefined,
        values: values[at],
        kind: isStacked(chart) ? 'bar' : 'line',
        stack: isStacked(chart) ? 'all' : undefined,
        other: one.kind === 'other' || one.kind === 'unknown',
        area: !divided,
      })),
    };
  }
}

/** Leaves the choices of a list that are allowed. */
function offer(control, allowed) {
  [...control.options].forEach((one) => { one.disabled = !allowed.includes(one.value); });
}

function utc(time) {
  return new Date(time).toISOString();
}

function isEmpty(answer) {
  return answer.series.every((series) => series.points.every((point) => point.value === null));
}
