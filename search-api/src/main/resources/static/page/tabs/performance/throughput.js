import { ChartPanel } from '../../charts/chart-panel.js';
import { TimeChart } from '../../charts/time-chart.js';
import { speaker } from '../../language/language.js';
import { explanation } from '../../popover/explanation.js';
import { inPeriod } from '../../time/period-bar.js';
import { intervalOf } from '../../time/period.js';
import { serverNow } from '../../time/server-clock.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

const METRIC = 'total_tokens';
const MINUTE = 60_000;

/** Tokens a minute of a workload, as the limits of providers are given. */
export class ThroughputPanel {
  constructor(page, { workload }) {
    this.workload = workload;
    const onPeriod = (from, to) => page.go(inPeriod(page.view, { range: null, from: new Date(from).toISOString(), to: new Date(to).toISOString() }));
    this.panel = new ChartPanel({
      chart: new TimeChart({ onPeriod }), page, workload, title: text('throughput'), name: 'throughput', sign: explanation(text('throughput'), text('throughput?')), retry: page.refresh,
    });
    this.element = this.panel.element;
  }

  show(view, ask) {
    const interval = intervalOf({ ...view, options: {} }, serverNow());
    const answer = ask(this.workload, '/trend', { metric: METRIC, interval, time_zone: view.zone });
    return this.panel.fill(answer, (found) => drawing(found, view), (found) => perMinute(found).every((value) => value === null));
  }
}

function drawing(answer, view) {
  return {
    title: text('throughput'), format: 'count', interval: answer.interval, zone: view.zone,
    times: answer.series[0].points.map((point) => point.time), from: answer.from, end: answer.to, finalThrough: answer.final_through,
    series: [{ name: text('throughput'), values: perMinute(answer), kind: 'line', area: true }],
  };
}

/** The tokens of each point by its minutes: the period may cut the first and the last one, and the present does. */
export function perMinute({ series: [{ points }], from, to, generated_at: now }) {
  return points.map(({ time, value }, at) => {
    const start = Math.max(Date.parse(time), Date.parse(from));
    const end = Math.min(Date.parse(points[at + 1]?.time ?? to), Date.parse(now));
    return value === null || end <= start ? null : value / ((end - start) / MINUTE);
  });
}
