import { element } from '../dom/element.js';
import { exact, formatValue } from '../metric/format.js';
import { locale, speaker } from '../language/language.js';
import { isMoney } from '../money/measures.js';
import { Panel } from '../panel/panel.js';
import { explanation } from '../popover/explanation.js';
import { metricLabel } from '../schema/labels.js';
import { metricFormat } from '../schema/schema.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Colors of cells, from none to the greatest median. */
const STEPS = 6;

/** A Monday. */
const MONDAY = Date.UTC(2026, 0, 5);
const DAY = 86_400_000;

/** The medians of a metric that adds up, by weekday and hour of the last four weeks. Money has none: its own metric is shown. */
export class PatternPanel {
  constructor(page, { workload, metric }) {
    this.page = page;
    this.workload = workload;
    this.metric = metric;
    this.panel = new Panel({ title: text('title'), name: 'pattern', sign: explanation(text('title'), text('help')), retry: page.refresh });
    this.element = this.panel.element;
  }

  show(view, ask, asked = this.metric) {
    const metric = isMoney(this.workload, asked) ? this.metric : asked;
    const answer = ask(this.workload, '/pattern', { metric, time_zone: view.zone }, { period: false });
    this.panel.heading.textContent = `${text('title')} · ${metricLabel(this.workload, metric)}`;
    return this.panel.fill(answer, (found) => {
      const format = metricFormat(this.workload, metric);
      this.panel.body.replaceChildren(heatMap(found, format), element('p', { className: 'note' }, summary(found, format)));
    }, (found) => found.peak === null, whyEmpty);
  }
}

/**
 * Why there is nothing, and what to do: a longer period does not help here.
 *
 * @returns {[string, string]}
 */
export function whyEmpty({ from, final_through: through }) {
  const isFinal = through !== null && Date.parse(through) > Date.parse(from);
  return isFinal ? [text('unused'), text('follow')] : [text('nothingFinal'), text('wait')];
}

/** The value of a cell that its color shows: with usage of less than two weeks, every median is 0. */
function shownValue({ peak }) {
  return peak.median === 0 ? 'maximum' : 'median';
}

function heatMap(found, format) {
  const hours = [...Array(24).keys()];
  const shown = shownValue(found);
  const most = Math.max(...found.cells.map((cell) => cell[shown] ?? 0));
  const rows = [...Array(7).keys()].map((day) => element(
    'tr', {},
    element('th', { attributes: { scope: 'row' } }, weekday(day + 1)),
    ...hours.map((hour) => cellOf(found.cells[day * 24 + hour], shown, most, format)),
  ));
  return element(
    'div', { className: 'table-scroll', tabIndex: 0, attributes: { role: 'group', 'aria-label': text('title') } },
    element(
      'table', { className: 'heat' },
      element('caption', { className: 'unseen', textContent: text('title') }),
      element('thead', {}, element('tr', {}, element('td', {}), ...hours.map((hour) => element('th', { attributes: { scope: 'col' } }, String(hour))))),
      element('tbody', {}, ...rows),
    ),
  );
}

function cellOf(cell, shown, most, format) {
  const value = cell[shown];
  const step = value === null || most === 0 ? 0 : Math.ceil((value / most) * STEPS);
  const words = text('cell', {
    time: `${weekday(cell.weekday)} ${clock(cell.hour)}`, median: exact(format, cell.median), maximum: exact(format, cell.maximum),
  });
  return element('td', { className: `heat-${step}`, title: words }, element('span', { className: 'unseen' }, formatValue(format, value)));
}

/** The note below the table. */
export function summary({ peak, night_share: night, weekend_share: weekend }, format) {
  const shown = shownValue({ peak });
  const busiest = text(`busiest:${shown}`, { peak: `${weekday(peak.weekday)} ${clock(peak.hour)}`, value: formatValue(format, peak[shown]) });
  return busiest + text('shares', { night: formatValue('ratio', night), weekend: formatValue('ratio', weekend) });
}

function weekday(number) {
  return new Intl.DateTimeFormat(locale(), { weekday: 'short', timeZone: 'UTC' }).format(MONDAY + (number - 1) * DAY);
}

function clock(hour) {
  return `${String(hour).padStart(2, '0')}:00`;
}
