import { BarChart } from '../../charts/bar-chart.js';
import { ChartPanel } from '../../charts/chart-panel.js';
import { TimeChart } from '../../charts/time-chart.js';
import { element } from '../../dom/element.js';
import { ErrorsPanel } from '../../errors/errors-panel.js';
import { speaker } from '../../language/language.js';
import { explanation } from '../../popover/explanation.js';
import { metricHelp, metricLabel } from '../../schema/labels.js';
import { findRecordField, metricFormat } from '../../schema/schema.js';
import { inPeriod } from '../../time/period-bar.js';
import { intervalOf } from '../../time/period.js';
import { serverNow } from '../../time/server-clock.js';
import { TrendPanel } from '../../trend/trend-panel.js';
import { SummaryPanel } from '../summary-panel.js';
import { TEXTS } from './texts.js';
import { ThroughputPanel } from './throughput.js';

const text = speaker(TEXTS);
const WORKLOAD = 'model-calls';

const LATENCY = 'latency_ms';
const FIRST_TOKEN = 'time_to_first_token_ms';
const PROMPT = 'input_tokens_per_call';
const ERROR_RATE = 'error_rate';
const PERCENTILES = ['p50', 'p90', 'p95', 'p99'];

/** Waiting times are better when they are lower; longer prompts are neither good nor bad. */
const CARDS = [
  ...[LATENCY, FIRST_TOKEN].flatMap((duration) =>
    PERCENTILES.map((percentile) => ({ metric: `${duration}.${percentile}`, better: 'lower' }))),
  ...['p50', 'p95', 'max'].map((statistic) => `${PROMPT}.${statistic}`),
];

/** P95 first: it shows what most people wait for at worst. */
const COMPARED = [`${LATENCY}.p95`, `${LATENCY}.p50`, `${LATENCY}.p99`, `${FIRST_TOKEN}.p95`, `${FIRST_TOKEN}.p50`, `${PROMPT}.p50`, `${PROMPT}.p95`, ERROR_RATE];

export function createTab(page) {
  const summary = new SummaryPanel(page, WORKLOAD, CARDS);
  const latency = durationPanel(page, LATENCY);
  const firstToken = durationPanel(page, FIRST_TOKEN);
  const errors = timePanel(page, ERROR_RATE, metricLabel(WORKLOAD, ERROR_RATE), metricHelp(WORKLOAD, ERROR_RATE));
  const codes = chartPanel(page, 'codes', text('codes'), text('codes?'), new BarChart({
    onBar: (code) => page.go(page.records(page.view, WORKLOAD, { status_code: code })), barTitle: (code) => text('records', { code }),
  }));
  const failed = new ErrorsPanel(page, { workload: WORKLOAD });
  const throughput = new ThroughputPanel(page, { workload: WORKLOAD });
  const compared = new TrendPanel(page, { workload: WORKLOAD, metrics: COMPARED, title: text('compared') });
  return {
    element: element(
      'div', { className: 'tab' }, summary.element,
      element('div', { className: 'columns wide' }, latency.element, firstToken.element, errors.element, codes.element),
      element('div', { className: 'columns wide' }, failed.element, throughput.element), compared.element,
    ),
    show(view, ask) {
      const interval = intervalOf(view, serverNow());
      const performance = (duration) => ask(WORKLOAD, '/performance', { duration, interval, time_zone: view.zone });
      const whole = performance(LATENCY);
      return [
        summary.show(view, ask),
        latency.fill(whole, (answer) => percentiles(answer, view), hasNoDurations),
        firstToken.fill(performance(FIRST_TOKEN), (answer) => percentiles(answer, view), hasNoDurations),
        errors.fill(whole, (answer) => errorRate(answer, view), (answer) => answer.points.every((point) => point.error_rate === null)),
        codes.fill(whole, statusCodes, (answer) => answer.status_codes.length === 0),
        failed.show(view, ask),
        throughput.show(view, ask),
        compared.show(view, ask),
      ];
    },
  };
}

function durationPanel(page, name) {
  return timePanel(page, name, durationLabel(name), text(`${name}?`));
}

/** The metrics are its statistics; the records have a field of its name. */
function durationLabel(name) {
  return findRecordField(WORKLOAD, name).label;
}

function timePanel(page, name, title, help) {
  const onPeriod = (from, to) => page.go(inPeriod(page.view, { range: null, from: new Date(from).toISOString(), to: new Date(to).toISOString() }));
  return chartPanel(page, name, title, help, new TimeChart({ onPeriod }));
}

function chartPanel(page, name, title, help, chart) {
  return new ChartPanel({ chart, page, workload: WORKLOAD, title, name, sign: explanation(title, help), retry: page.refresh });
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
    title: durationLabel(answer.duration),
    format: 'ms',
    series: PERCENTILES.map((name) => ({ name: name.toUpperCase(), values: answer.points.map((point) => point.durations[name]), kind: 'line' })),
  };
}

function errorRate(answer, view) {
  return {
    ...overTime(answer, view),
    title: metricLabel(WORKLOAD, ERROR_RATE),
    format: metricFormat(WORKLOAD, ERROR_RATE),
    series: [{ name: metricLabel(WORKLOAD, ERROR_RATE), values: answer.points.map((point) => point.error_rate), kind: 'line', area: true }],
  };
}

function statusCodes(answer) {
  return {
    title: text('codes'), keyLabel: text('code'), valueLabel: text('calls'), format: 'count', columns: [],
    bars: answer.status_codes.map((one) => ({
      name: String(one.status_code), value: one.calls, further: [], bad: one.status_code >= 400,
    })),
  };
}
