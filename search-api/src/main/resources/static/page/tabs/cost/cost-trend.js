import { withOptions } from '../../address/view.js';
import { ChartPanel } from '../../charts/chart-panel.js';
import { colourNumbers } from '../../charts/colours.js';
import { TimeChart } from '../../charts/time-chart.js';
import { element, select } from '../../dom/element.js';
import { speaker } from '../../language/language.js';
import { amountOf, moneyFormat } from '../../money/money.js';
import { distinctNames, otherLabel } from '../../schema/labels.js';
import { inPeriod } from '../../time/period-bar.js';
import { INTERVALS, intervalOf, intervals } from '../../time/period.js';
import { serverNow } from '../../time/server-clock.js';
import { groupLabel, groupsOf } from './groups.js';
import { priceMarks } from './price-marks.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);
const SERIES = 8;

/** The cost over time, stacked by the option `split` of the view. */
export class CostTrend {
  constructor(page) {
    this.page = page;
    this.groups = groupsOf(page.me);
    const choose = (name) => (value) => page.go(withOptions(page.view, { [name]: value }));
    this.split = select(text('split'), this.groups.map((name) => [name, text(name)]), 'model', choose('split'));
    this.interval = select(text('interval'), INTERVALS.map((name) => [name, text(name)]), 'day', choose('interval'));
    this.panel = new ChartPanel({
      chart: new TimeChart({ onPeriod: (from, to) => page.go(inPeriod(page.view, { range: null, from: utc(from), to: utc(to) })) }),
      page, workload: null, title: text('trend'), name: 'cost-trend', retry: page.refresh,
      about: () => [[text('split'), text(this.split.value), `by-${this.split.value}`]],
      controls: [
        element('label', {}, element('span', {}, text('split')), Object.assign(this.split, { name: 'split' })),
        element('label', {}, element('span', {}, text('interval')), Object.assign(this.interval, { name: 'interval' })),
      ],
    });
    this.element = this.panel.element;
  }

  show(view, ask) {
    const split = this.groups.includes(view.options.split) ? view.options.split : 'model';
    const now = serverNow();
    const interval = intervalOf(view, now, SERIES + 1);
    const allowed = intervals(view, now, SERIES + 1);
    this.split.value = split;
    this.interval.value = interval;
    [...this.interval.options].forEach((one) => { one.disabled = !allowed.includes(one.value); });
    const trend = Promise.all([
      ask(null, '/costs/trend', { interval, time_zone: view.zone, group_by: split, limit: SERIES }),
      priceMarks(ask),
    ]);
    const answer = trend.then(([found, marks]) => { this.marks = marks; return found; });
    return this.panel.fill(answer, (found) => drawing(found, view, this.marks), isEmpty);
  }
}

function drawing(answer, view, marks) {
  const coloured = (one) => !['other', 'unknown'].includes(one.kind);
  const keys = answer.series.filter(coloured).map((one) => one.key);
  const numbers = colourNumbers(keys);
  const names = distinctNames(answer.series, answer.series.map((one) => seriesName(answer, one)));
  return {
    title: text('trend'),
    format: moneyFormat(answer.currency),
    whole: false,
    interval: answer.interval,
    zone: view.zone,
    times: answer.series[0].points.map((point) => point.time),
    from: answer.from,
    end: answer.to,
    finalThrough: answer.final_through,
    marks,
    series: answer.series.map((one, at) => ({
      name: names[at],
      colour: coloured(one) ? numbers.shift() : one.kind,
      values: one.points.map((point) => amountOf(point.value)),
      kind: 'bar',
      stack: 'all',
    })),
  };
}

function seriesName(answer, { kind, key, label }) {
  return kind === 'other' ? otherLabel() : label ?? groupLabel(answer.group_by, key);
}

function utc(time) {
  return new Date(time).toISOString();
}

function isEmpty(answer) {
  return answer.series.every((series) => series.points.every((point) => point.value === null));
}
