import { readView } from '../../address/view.js';
import { loadCharts } from '../../charts/canvas.js';
import { TimeChart } from '../../charts/time-chart.js';
import { button, element } from '../../dom/element.js';
import { keepFocus } from '../../dom/focus.js';
import { filtersOf } from '../../filters/fields.js';
import { isWhole, moment } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { isMeasure, measureFormat, measureLabel } from '../../money/measures.js';
import { amountOf } from '../../money/money.js';
import { failureInWords } from '../../problem/problem.js';
import { isAborted, Problem, write } from '../../request/api.js';
import { alertName, compared, stateLabel } from './labels.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Alerts that get a chart; each asks for a trend. */
const CHARTS = 6;

const PAST_MILLIS = 48 * 3_600_000;

/** The alerts of now, the first of them with a small chart of their metric. */
export class FiringAlerts {
  constructor(page) {
    this.page = page;
    this.element = element('div', { className: 'alerts' });
  }

  async show(alerts, view, ask) {
    if (alerts.length === 0) {
      this.element.replaceChildren(element('p', {}, text('nothingFires')));
      return;
    }
    const charts = [];
    const cards = alerts.map((alert) => {
      const place = element('div', { className: 'alert-chart' });
      if (charts.length < CHARTS && hasTrend(alert)) {
        charts.push([alert, place]);
      }
      return this.card(alert, view, place);
    });
    keepFocus(this.element, () => this.element.replaceChildren(...cards));
    await Promise.all(charts.map(([alert, place]) => draw(alert, place, view, ask)));
  }

  card(alert, view, place) {
    const facts = [
      compared(alert),
      alert.window && text('window', { from: moment(alert.window.from, view.zone), to: moment(alert.window.to, view.zone) }),
      text('since', { time: moment(alert.since, view.zone) }),
      alert.silenced && text('silenced'),
      alert.acknowledged_by && text('acknowledged', { user: alert.acknowledged_by }),
      alert.reason && failureInWords(alert.reason),
    ].filter(Boolean);
    const tools = [
      alert.state === 'firing' && !alert.acknowledged_by && button(text('acknowledge'), () => this.acknowledge(alert)),
      alert.link && element('a', { href: alert.link.replace(/^[^?]*/, '/'), textContent: text('open') }),
    ];
    return element(
      'article', { className: 'alert', data: { state: alert.state } },
      element('h3', {}, element('span', { className: 'alert-state' }, stateLabel(alert.state)), ' ', alertName(alert)),
      element('p', { className: 'note' }, facts.join(' · ')),
      place,
      element('div', { className: 'alert-tools' }, ...tools),
    );
  }

  async acknowledge(alert) {
    const group = alert.group === null ? '' : `?group=${encodeURIComponent(alert.group)}`;
    try {
      await write('POST', `/monitors/${encodeURIComponent(alert.monitor)}:acknowledge${group}`);
    } catch (fault) {
      if (!(fault instanceof Problem)) {
        throw fault;
      }
    }
    this.page.refresh();
  }
}

/** Blocks of addresses, and all other values, are no filter: their chart would be that of everybody. */
function hasTrend(alert) {
  return alert.link !== null && alert.per !== 'client_ip' && alert.group !== 'other' && alert.metric !== null && isMeasure(alert.workload, alert.metric);
}

/** Draws the metric under the filters of the monitor and its group, which the link to its usage has. */
async function draw(alert, place, view, ask) {
  const end = new Date(alert.window.to);
  const question = {
    metric: alert.metric, interval: 'hour', time_zone: view.zone, from: new Date(end.getTime() - PAST_MILLIS).toISOString(), to: end.toISOString(),
    ...filtersOf(alert.workload, readView(alert.link.replace(/^[^?]*/, ''), view.zone).filters),
  };
  try {
    const [answer] = await Promise.all([ask(alert.workload, '/trend', question, { period: false, filtered: false }), loadCharts()]);
    const chart = new TimeChart();
    place.replaceChildren(chart.element);
    chart.draw(drawing(alert, answer, view));
  } catch (fault) {
    // The card says everything but the course.
    if (!(fault instanceof Problem) && !isAborted(fault)) {
      throw fault;
    }
  }
}

function drawing(alert, answer, view) {
  const label = measureLabel(alert.workload, alert.metric);
  const format = measureFormat(alert.workload, alert.metric, answer.currency);
  const [series] = answer.series;
  return {
    title: label, format, whole: isWhole(format), interval: 'hour', zone: view.zone,
    times: series.points.map((point) => point.time), from: answer.from, end: answer.to, finalThrough: answer.final_through,
    series: [{ name: label, values: series.points.map((point) => amountOf(point.value)), kind: 'line', area: true }],
  };
}
