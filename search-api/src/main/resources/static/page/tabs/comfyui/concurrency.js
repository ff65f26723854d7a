import { withOptions } from '../../address/view.js';
import { BarChart } from '../../charts/bar-chart.js';
import { ChartPanel } from '../../charts/chart-panel.js';
import { TimeChart } from '../../charts/time-chart.js';
import { element, select } from '../../dom/element.js';
import { formatValue, moment } from '../../metric/format.js';
import { findValues } from '../../filters/values.js';
import { speaker } from '../../language/language.js';
import { explanation } from '../../popover/explanation.js';
import { dimensionLabel, valueLabel } from '../../schema/labels.js';
import { inPeriod } from '../../time/period-bar.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);
const WORKLOAD = 'comfyui';
const MINUTE = 60_000;

/** The groups of runs that have a concurrency of their own, and the dimension with their values. */
const VALUES_OF = { tenant: null, workflow: 'workflow_id', user: 'user_id', api_key: 'api_key_id', source: 'source' };

/** Concurrency over time and the time at each level, chosen by the options `dimension` and `value`. */
export class Concurrency {
  constructor(page) {
    this.page = page;
    this.dimension = select(text('dimension'), Object.keys(VALUES_OF).map((name) => [name, groupLabel(name)]), 'tenant',
      (dimension) => page.go(withOptions(page.view, { dimension: dimension === 'tenant' ? null : dimension, value: null })));
    this.value = select(text('value'), [], '', (value) => page.go(withOptions(page.view, { value })));
    this.summary = element('p', { className: 'note', data: { note: 'peak' } });
    const about = () => this.about();
    this.overTime = panel(page, 'concurrency', about, new TimeChart({
      onPeriod: (from, to) => page.go(inPeriod(page.view, { range: null, from: new Date(from).toISOString(), to: new Date(to).toISOString() })),
    }), [this.dimension, this.value]);
    this.ends = element('p', { className: 'note', data: { note: 'unknown-end' } });
    this.overTime.panel.body.append(this.summary, this.ends);
    this.levels = panel(page, 'levels', about, new BarChart(), []);
    this.element = element('div', { className: 'columns wide' }, this.overTime.element, this.levels.element);
  }

  show(view, ask) {
    const answer = this.answer(view, ask);
    return [
      this.overTime.fill(answer, (found) => this.timeDrawing(found, view), hasNothing),
      this.levels.fill(answer, levelDrawing, hasNothing),
    ];
  }

  /** The runs that are drawn. */
  about() {
    const dimension = this.dimension.value;
    const runs = [text('dimension'), groupLabel(dimension), dimension];
    const value = this.value.selectedOptions[0];
    return dimension === 'tenant' || !value ? [runs] : [runs, [text('value'), value.label, value.value]];
  }

  async answer(view, ask) {
    const dimension = Object.hasOwn(VALUES_OF, view.options.dimension ?? '') ? view.options.dimension : 'tenant';
    this.dimension.value = dimension;
    const value = await this.valueOf(view, dimension);
    if (dimension !== 'tenant' && value === null) {
      return { hours: [], levels: [], peak: null };
    }
    return ask(WORKLOAD, '/concurrency', { dimension, value }, { filtered: false });
  }

  /** The chosen value, or the one with most runs; null where there is none. */
  async valueOf(view, dimension) {
    const field = VALUES_OF[dimension];
    this.value.hidden = field === null;
    if (field === null) {
      return null;
    }
    const found = await findValues({ ...view, filters: {} }, WORKLOAD, field, '');
    // Runs of an unknown workflow or key have no concurrency of their own.
    const values = found.values.filter((one) => one.value !== '');
    const chosen = view.options.value ?? values[0]?.value ?? null;
    const known = values.some((one) => one.value === chosen) || chosen === null ? values : [{ value: chosen, label: chosen }, ...values];
    this.value.replaceChildren(...known.map((one) =>
      new Option(one.label === one.value ? valueLabel(WORKLOAD, field, one.value) : one.label, one.value, false, one.value === chosen)));
    return chosen;
  }

  timeDrawing(answer, view) {
    this.summary.textContent = answer.peak
      ? text('peak', { peak: answer.peak.max, time: moment(answer.peak.time, view.zone) })
      : text('noPeak');
    this.ends.textContent = unknownEndText(answer);
    const common = { title: text('concurrency'), format: 'level', interval: 'hour', zone: view.zone, finalThrough: answer.final_through };
    if (answer.minutes !== null) {
      return {
        ...common,
        times: answer.minutes.map((minute) => minute.time),
        end: new Date(Date.parse(answer.minutes.at(-1)?.time ?? answer.from) + MINUTE).toISOString(),
        series: [{ name: text('max'), values: answer.minutes.map((minute) => minute.max), kind: 'step', area: true }],
      };
    }
    return {
      ...common,
      times: answer.hours.map((hour) => hour.time),
      end: answer.to,
      series: [
        { name: text('max'), values: answer.hours.map((hour) => hour.max), kind: 'line' },
        { name: text('mean'), values: answer.hours.map((hour) => hour.mean), kind: 'line', area: true },
      ],
    };
  }
}

function groupLabel(name) {
  return VALUES_OF[name] === null ? text(name) : dimensionLabel(WORKLOAD, VALUES_OF[name]);
}

function panel(page, name, about, chart, controls) {
  return new ChartPanel({
    chart, page, workload: WORKLOAD, title: text(name), name, about, filtered: false, sign: explanation(text(name), text(`${name}?`)), retry: page.refresh, controls,
  });
}

/** How many runs reported no end; empty when the documents are of a build that did not count them. */
function unknownEndText(answer) {
  if (answer.unknown_end === null || answer.unknown_end === undefined) {
    return '';
  }
  const lost = formatValue('count', answer.unknown_end);
  return answer.open_runs === null
    ? text('givenUp', { lost })
    : text('unknownEnd', { lost, open: formatValue('count', answer.open_runs) });
}

function hasNothing(answer) {
  return answer.levels.length === 0;
}

function levelDrawing(answer) {
  const total = answer.levels.reduce((sum, level) => sum + level.ms, 0);
  return {
    title: text('levels'),
    keyLabel: text('atOnce'),
    valueLabel: text('shareOfTime'),
    format: 'ratio',
    columns: [{ label: text('time'), format: 'span' }, { label: text('atLeast'), format: 'ratio' }],
    bars: answer.levels.map((level) => ({
      name: String(level.level), value: total === 0 ? null : level.ms / total, further: [level.ms, level.share_at_least],
    })),
  };
}
