import { writeView } from '../address/view.js';
import { element, setAttribute } from '../dom/element.js';
import { change, exact, formatValue, moment } from '../metric/format.js';
import { countsOnlyOneself } from '../filters/fields.js';
import { speaker } from '../language/language.js';
import { explanation } from '../popover/explanation.js';
import { metricHelp, metricLabel } from '../schema/labels.js';
import { findMetric, findRecordField, metricFormat, metricNames } from '../schema/schema.js';

export const TEXTS = {
  en: {
    compared: '{change}: {now} in the {hours} final hours from {from} to {to}, {before} in the {hours} hours before',
    show: 'Show the records',
  },
  zh: {
    compared: '{change}：{from} 至 {to} 已确定的 {hours} 小时内为 {now}，此前 {hours} 小时内为 {before}',
    show: '查看记录',
  },
};

const text = speaker(TEXTS);
const HOUR = 3_600_000;

/** Statistics of a distribution that have a card by default; the trend offers all. */
const STATISTICS = ['p50', 'p95'];

/**
 * Metrics of a summary. A spec is the name of a metric, or names the `metric` and whether `higher` or `lower` is `better`
 * by itself, as for ratios and waiting times. Counts are not: with more use there are more failures too. The number of a
 * metric that is an outcome of records leads to these records.
 */
export class Cards {
  constructor(page, workload, specs = undefined) {
    this.cards = shownSpecs(workload, specs, page.me).map((spec) => card(workload, spec, page));
    this.element = element('div', { className: 'cards' }, ...this.cards.map((one) => one.element));
  }

  /** Shows the metrics of a summary, and how they changed where two periods are compared. */
  show(summary, view) {
    this.cards.forEach((one) => one.show(summary, view));
  }
}

/** Names of the metrics of specs; without specs, those that the schema suggests. */
export function cardMetrics(workload, specs, me) {
  return shownSpecs(workload, specs, me).map(({ metric }) => metric);
}

function shownSpecs(workload, specs = defaultMetrics(workload), me) {
  return specs.map((spec) => (typeof spec === 'string' ? { metric: spec } : spec))
    .filter(({ metric }) => !countsOnlyOneself(findMetric(workload, metric) ?? {}, me));
}

function defaultMetrics(workload) {
  return metricNames(workload, ({ name }) => !name.includes('.') || STATISTICS.includes(name.split('.').at(-1)));
}

function card(workload, spec, page) {
  const name = spec.metric;
  const label = metricLabel(workload, name);
  const number = element('strong', { className: 'number' });
  const delta = element('span', { className: 'change' });
  const outcome = outcomeOf(workload, name);
  const holder = outcome === undefined
    ? number
    : element('a', { className: 'number-link', title: text('show'), on: { click: page.follow } }, number);
  const box = element(
    'div',
    { className: 'card', data: { metric: name } },
    element('span', { className: 'card-label' }, element('span', {}, label), explanation(label, metricHelp(workload, name))),
    holder,
    delta,
  );
  const format = metricFormat(workload, name);
  return {
    element: box,
    show(summary, view) {
      const value = valueOf(summary, name);
      number.textContent = formatValue(format, value);
      number.title = exact(format, value);
      if (outcome !== undefined) {
        setAttribute(holder, 'href', value ? writeView(page.records(view, workload, { outcome })) : null);
      }
      showChange(delta, { format, spec, summary, zone: view.zone });
    },
  };
}

/** The outcome of the records that a metric counts: null for all outcomes, undefined when it counts no records. */
function outcomeOf(workload, metric) {
  const outcomes = findRecordField(workload, 'outcome')?.choices ?? [];
  if (outcomes.length > 0 && metric === metricNames(workload)[0]) {
    return null;
  }
  return outcomes.find((outcome) => outcome.value === metric)?.value;
}

/** The value of a metric in a summary; a dot leads into a part. */
function valueOf(summary, name) {
  return name.split('.').reduce((part, key) => part?.[key], summary) ?? null;
}

/** How the metric changed between two periods of equal length; the value itself may hold hours that still grow. */
function showChange(delta, { format, spec, summary: { compared, previous }, zone }) {
  const before = previous ? valueOf(previous, spec.metric) : null;
  const now = compared ? valueOf(compared, spec.metric) : null;
  const moved = change(format, before, now);
  delta.textContent = moved ?? '';
  delta.title = moved === null ? '' : changeInWords(moved, exact(format, before), exact(format, now), compared, zone);
  delta.className = `change ${moved === null ? '' : news(spec.better, before, now, moved)}`;
}

/** What a change between the final hours of a period, `compared`, and as many hours before says in full. */
export function changeInWords(moved, before, now, { from, to }, zone) {
  const hours = (Date.parse(to) - Date.parse(from)) / HOUR;
  return text('compared', { change: moved, now, before, hours, from: moment(from, zone), to: moment(to, zone) });
}

/** Good or bad only where that can be seen. */
function news(better, before, now, moved) {
  if (!better || !/[1-9]/.test(moved)) {
    return '';
  }
  return (now > before) === (better === 'higher') ? 'good' : 'bad';
}
