import { withOptions } from '../address/view.js';
import { ChartPanel } from '../charts/chart-panel.js';
import { colourNumbers } from '../charts/colours.js';
import { TimeChart } from '../charts/time-chart.js';
import { button, element, select, setChildren } from '../dom/element.js';
import { keepFocus } from '../dom/focus.js';
import { speaker } from '../language/language.js';
import { formatValue, fullMinute } from '../metric/format.js';
import { explanation } from '../popover/explanation.js';
import { otherLabel, valueLabel } from '../schema/labels.js';
import { findRecordField } from '../schema/schema.js';
import { inPeriod } from '../time/period-bar.js';
import { intervalOf, periodOf, periodParameters } from '../time/period.js';
import { serverNow } from '../time/server-clock.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Fields of records that say why one failed; workloads have them in part. */
const FIELDS = ['error_type', 'status_code'];

/** Values with a series each, and series besides: of no value, and of all others. */
const VALUES = 8;
const SERIES = VALUES + 2;

/** Periods of the deployment's calendar may begin so much earlier than those of the view. */
const DAY = 86_400_000;

/** Failed records of a workload over time, divided by the option `errors` of the view. */
export class ErrorsPanel {
  constructor(page, { workload }) {
    this.page = page;
    this.workload = workload;
    this.fields = FIELDS.filter((name) => findRecordField(workload, name) !== null);
    this.by = select(text('by'), this.fields.map((name) => [name, this.fieldLabel(name)]), this.fields[0], (value) => page.go(withOptions(page.view, { errors: value })));
    this.links = element('p', { className: 'note', data: { note: 'errors' } });
    this.kept = element('p', { className: 'note', hidden: true, data: { note: 'kept' } });
    const onPeriod = (from, to) => page.go(inPeriod(page.view, { range: null, from: new Date(from).toISOString(), to: new Date(to).toISOString() }));
    this.panel = new ChartPanel({
      chart: new TimeChart({
        onPeriod, onPoint: (period, series) => this.showPoint(period, series), pointTitle: (time) => text('pointRecords', { time }),
      }),
      page, workload, title: text('title'), name: 'errors', sign: explanation(text('title'), text('help')), retry: page.refresh,
      about: () => [[text('by'), this.fieldLabel(this.by.value), `by-${this.by.value}`]],
      controls: this.fields.length > 1 ? [element('label', {}, element('span', {}, text('by')), Object.assign(this.by, { name: 'errors' }))] : [],
    });
    this.panel.panel.body.append(this.links, this.kept);
    this.element = this.panel.element;
  }

  show(view, ask) {
    const by = this.fields.includes(view.options.errors) ? view.options.errors : this.fields[0];
    this.by.value = by;
    const interval = intervalOf({ ...view, options: {} }, serverNow(), SERIES);
    const question = { by, limit: VALUES, interval, time_zone: view.zone, ...periodParameters(view) };
    // Records are kept for a shorter time than what the view covers.
    const answer = ask(this.workload, '/errors', question, { period: false });
    return this.panel.fill(answer, (found) => this.drawing(found, view), (found) => found.series.length === 0, (found) => [text('none'), this.keptInWords(found, view)]);
  }

  drawing(answer, view) {
    const names = answer.series.map((one) => this.nameOf(answer, one));
    const numbers = colourNumbers(answer.series.filter(isValue).map((one) => one.key));
    keepFocus(this.links, () => setChildren(this.links, answer.series.flatMap((one, at) => [at > 0 && ' · ', this.link(answer, one, names[at])])));
    this.kept.textContent = this.keptInWords(answer, view);
    this.kept.hidden = this.kept.textContent === '';
    return {
      title: text('title'), format: 'count', whole: true, interval: answer.interval, zone: view.zone,
      times: answer.series[0].points.map((point) => point.time), from: answer.from, end: answer.to, finalThrough: answer.final_through,
      series: answer.series.map((one, at) => ({
        name: names[at], values: one.points.map((point) => point.records), kind: 'bar', stack: 'all',
        colour: isValue(one) ? numbers.shift() : one.kind,
      })),
    };
  }

  nameOf({ by }, { kind, key }) {
    return kind === 'other' ? otherLabel() : valueLabel(this.workload, by, key);
  }

  /** Values lead to their records: no address names the records of all others. */
  link({ by }, { kind, key, records }, name) {
    const label = `${name} ${formatValue('count', records)}`;
    const show = () => this.page.go(this.recordsOf({ [by]: key }));
    return kind === 'group' ? button(label, show, { className: 'link', title: text('records', { name }) }) : label;
  }

  /** The records of a point: of one value, or of all where its bar has no address. */
  showPoint({ from, to }, series) {
    const { by, series: all } = this.panel.drawn.answer;
    const choice = series !== null && isValue(all[series]) ? { [by]: all[series].key } : {};
    this.page.go(inPeriod(this.recordsOf(choice), { range: null, from: new Date(from).toISOString(), to: new Date(to).toISOString() }));
  }

  recordsOf(choice) {
    return this.page.records(this.page.view, this.workload, { outcome: 'failed', ...choice });
  }

  /** Since when there are records, where the view begins before that; otherwise empty. */
  keptInWords(answer, view) {
    const isWhole = Date.parse(answer.from) - Date.parse(periodOf(view, serverNow()).from) < DAY;
    return isWhole ? '' : text('kept', { time: fullMinute(answer.from, view.zone) });
  }

  fieldLabel(name) {
    return findRecordField(this.workload, name).label;
  }
}

function isValue({ kind }) {
  return kind === 'group';
}
