import { BarChart } from '../../charts/bar-chart.js';
import { ChartPanel } from '../../charts/chart-panel.js';
import { TimeChart } from '../../charts/time-chart.js';
import { element } from '../../dom/element.js';
import { speaker } from '../../language/language.js';
import { explanation } from '../../popover/explanation.js';
import { inPeriod } from '../../time/period-bar.js';
import { intervalOf } from '../../time/period.js';
import { serverNow } from '../../time/server-clock.js';
import { TrendPanel } from '../../trend/trend-panel.js';
import { SummaryPanel } from '../summary-panel.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);
const WORKLOAD = 'model-calls';

const CARDS = [
  'latency_ms.p50', 'latency_ms.p90', 'latency_ms.p95', 'latency_ms.p99',
  'time_to_first_token_ms.p50', 'time_to_first_token_ms.p90', 'time_to_first_token_ms.p95', 'time_to_first_token_ms.p99',
].map((figure) => ({ figure, good: 'down' }));

const PERCENTILES = ['p50', 'p90', 'p95', 'p99'];
const COMPARED = ['latency_ms.p95', 'latency_ms.p50', 'latency_ms.p99', 'time_to_first_token_ms.p95', 'time_to_first_token_ms.p50', 'error_rate'];

export function createTab(page) {
  const summary = new SummaryPanel(page, WORKLOAD, CARDS);
  const latency = timePanel(page, 'latency_ms');
  const firstToken = timePanel(page, 'time_to_first_token_ms');
  const errors = timePanel(page, 'error_rate');
  const codes = chartPanel(page, 'codes', new BarChart());
  const compared = new TrendPanel(page, {
    workload: WORKLOAD, metrics: COMPARED, groups: ['model', 'endpoint', 'provider'], group: 'model', title: text('compared'),
  });
  return {
    element: element(
      'div', { className: 'tab' }, summary.element,
      element('div', { className: 'columns wide' }, latency.element, firstToken.element, errors.element, codes.element),
      compared.element,
    ),
    show(view, ask) {
      const interval = intervalOf(view, serverNow());
      const performance = (duration) => ask(WORKLOAD, '/performance', { duration, interval, time_zone: view.zone });
      const whole = performance('latency_ms');
      return [
        summary.show(view, ask),
        latency.fill(whole, (answer) => percentiles(answer, view), hasNoDurations),
        firstToken.fill(performance('time_to_first_token_ms'), (answer) => percentiles(answer, view), hasNoDurations),
        errors.fill(whole, (answer) => errorRate(answer, view), (answer) => answer.points.every((point) => point.error_rate === null)),
        codes.fill(whole, statusCodes, (answer) => answer.status_codes.length === 0),
        compared.show(view, ask),
      ];
    },
  };
}

function timePanel(page, name) {
  const onPeriod = (from, to) => page.go(inPeriod(page.view, { range: null, from: new Date(from).toISOString(), to: new Date(to).toISOString() }));
  return chartPanel(page, name, new TimeChart({ onPeriod }));
}

function chartPanel(page, name, chart) {
  return new ChartPanel({
    chart, page, workload: WORKLOAD, title: text(name), name, sign: explanation(text(name), text(`${name}?`)), retry: page.refresh,
  });
}

function hasNoDurations(answer) {
  return answer.points.every((point) => point.durations.p50 === null);
}

function overTime(answer, view) {
  return {
    interval: answer.interval, zone: view.zone, times: answer.points.map((point) => point.time), from: answer.from, end: answer.to,
    finalThrough: answer.final_through,
  };
}

function percentiles(answer, view) {
  return {
    ...overTime(answer, view),
    title: text(answer.duration),
    figure: answer.duration,
    series: PERCENTILES.map((name) => ({ name: name.toUpperCase(), values: answer.points.map((point) => point.durations[name]), kind: 'line' })),
  };
}

function errorRate(answer, view) {
  return {
    ...overTime(answer, view),
    title: text('error_rate'),
    figure: 'error_rate',
    series: [{ name: text('error_rate'), values: answer.points.map((point) => point.error_rate), kind: 'line', area: true }],
  };
}

function statusCodes(answer) {
  return {
    title: text('codes'), keyLabel: text('code'), valueLabel: text('calls'), figure: 'calls', columns: [],
    bars: answer.status_codes.map((one) => ({
      name: String(one.status_code), value: one.calls, further: [], bad: one.status_code >= 400,
    })),
  };
}
