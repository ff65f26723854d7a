import { withOptions } from '../address/view.js';
import { isProvisional } from '../caption/caption.js';
import { cardMetrics } from '../cards/cards.js';
import { nameCell, parts } from '../charts/ranking.js';
import { partColour } from '../charts/share-chart.js';
import { sparkline } from '../charts/sparkline.js';
import { PROVISIONAL } from '../charts/texts.js';
import { only, partNames } from '../distribution/groups.js';
import { button, element, select } from '../dom/element.js';
import { icon } from '../dom/icons.js';
import { isInSight, Sight } from '../dom/sight.js';
import { filterNames } from '../filters/fields.js';
import { currencyOf, exact, formatValue, plainValue } from '../metric/format.js';
import { speaker } from '../language/language.js';
import { hasCost, measureAddsUp, measureFormat, measureHelp, measureLabel } from '../money/measures.js';
import { amountOf } from '../money/money.js';
import { Panel } from '../panel/panel.js';
import { explanation } from '../popover/explanation.js';
import { dimensionInWords, dimensionLabel } from '../schema/labels.js';
import { findMetric, metricNames } from '../schema/schema.js';
import { csv } from '../table/csv.js';
import { csvFile, fileName, keepFile } from '../table/file.js';
import { replaceTable, table } from '../table/table.js';
import { intervalOf } from '../time/period.js';
import { serverNow } from '../time/server-clock.js';
import { ordered } from './ordering.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Numbers of rows to choose from; the trend of each is asked for, too. */
const ROWS = ['10', '20', '50'];

const ASCENDING = 'ascending';
const DESCENDING = 'descending';

/** The metric of money that has a column once there are prices. */
const COST = 'cost';

/** The kind of the refusal of a question about too much. */
const TOO_LARGE = 'too-large';

/**
 * The values of one dimension with all metrics of the tab, chosen by the options `entities`, `rows`, `sort` and `order` of the
 * view. It asks when it comes into sight: the server for the greatest by the chosen metric, and for their trends.
 */
export class EntitiesPanel {
  constructor(page, { workload, cards = undefined }) {
    const dimensions = partNames(workload, page.me);
    const count = metricNames(workload)[0];
    const metrics = [...new Set([count, ...cardMetrics(workload, cards, page.me)])];
    this.page = page;
    this.workload = workload;
    this.dimensions = dimensions;
    this.metrics = metrics;
    const choose = (name) => (value) => page.go(withOptions(page.view, { [name]: value }));
    this.by = select(text('by'), dimensions.map((name) => [name, dimensionLabel(workload, name)]), dimensions[0], choose('entities'));
    this.rows = select(text('rows'), ROWS.map((rows) => [rows, rows]), ROWS[0], choose('rows'));
    this.note = element('p', { className: 'note' });
    this.list = element('div', {});
    this.panel = new Panel({
      title: this.title(dimensions[0]), name: 'entities', sign: explanation(this.title(dimensions[0]), text('help')), retry: page.refresh,
      controls: [['entities', 'by', this.by], ['rows', 'rows', this.rows]].map(([name, label, control]) =>
        element('label', {}, element('span', {}, text(label)), Object.assign(control, { name }))),
      tools: [element('button', {
        type: 'button', className: 'quiet', title: text('csv'), data: { tool: 'csv' }, attributes: { 'aria-label': text('csv') },
        on: { click: () => this.keepCsv() },
      }, icon('file'))],
    });
    this.panel.body.append(this.list, this.note);
    this.element = this.panel.element;
    this.sight = new Sight(this.element);
  }

  title(dimension) {
    return text('title', { name: dimensionInWords(this.workload, dimension) });
  }

  /** `others`: requests of the panels above; their height decides if this one is visible. */
  show(view, ask, others) {
    const { dimension, rows } = this.chosen(view);
    this.by.value = dimension;
    this.rows.value = rows;
    this.panel.heading.textContent = this.title(dimension);
    // What was on its way is of no use to this view, and what is shown is not printed with it.
    this.element.setAttribute('aria-busy', 'false');
    this.element.dataset.waiting = '';
    this.asked = ask;
    if (this.drawn && isInSight(this.element)) {
      return this.load(view, ask);
    }
    const isWanted = () => this.asked === ask;
    Promise.all(others).then(() => isWanted() && this.sight.wait(() => isWanted() && this.load(view, ask)));
    return null;
  }

  chosen(view, priced = hasCost(this.workload, this.page.me)) {
    const option = (name, allowed) => (allowed.includes(view.options[name]) ? view.options[name] : allowed[0]);
    const dimension = option('entities', this.dimensions);
    const columns = this.columns(dimension, priced);
    const sort = option('sort', columns);
    return {
      dimension, columns, sort, rows: option('rows', ROWS), order: option('order', [DESCENDING, ASCENDING]),
      // The server finds the greatest by what adds up; other metrics order the rows only where they are all.
      ranked: measureAddsUp(this.workload, sort) ? sort : columns[0],
    };
  }

  /** A value of a dimension has one of these. */
  columns(dimension, priced) {
    const metrics = this.metrics.filter((name) => findMetric(this.workload, name)?.distinct_of !== dimension);
    return priced ? [...metrics, COST] : metrics;
  }

  load(view, ask) {
    delete this.element.dataset.waiting;
    let chosen = this.chosen(view);
    const answers = this.askFor(chosen, view, ask).catch((fault) => {
      if (fault.kind !== TOO_LARGE || !chosen.columns.includes(COST)) {
        throw fault;
      }
      // More models than can be priced: all but their cost is known.
      chosen = this.chosen(view, false);
      return this.askFor(chosen, view, ask);
    });
    return this.panel.fill(
      answers.then(([found, trend]) => { this.trend = trend; return found; }),
      (found) => this.draw(found, view, chosen),
      (found) => found.groups.length === 0,
    );
  }

  askFor({ dimension, columns, ranked, rows }, view, ask) {
    const limit = Number(rows);
    const interval = intervalOf({ ...view, options: {} }, serverNow(), limit + 1);
    return Promise.all([
      ask(this.workload, '/distribution', { metric: ranked, group_by: dimension, limit, further_metric: columns }),
      ask(this.workload, '/trend', { metric: ranked, group_by: dimension, limit, interval, time_zone: view.zone }),
    ]);
  }

  draw(found, view, { dimension, columns, sort, order, ranked }) {
    const whole = found.other === null;
    const shown = columns.filter((name) => name !== COST || found.currency);
    const sorted = whole && shown.includes(sort) ? sort : ranked;
    const direction = whole ? order : DESCENDING;
    const rows = ordered(this.rowsOf(found), sorted, direction === ASCENDING);
    const formats = shown.map((metric) => measureFormat(this.workload, metric, found.currency));
    this.drawn = { view, dimension, columns: shown, formats, rows, provisional: isProvisional(found) };
    const onOnly = filterNames(this.workload).includes(dimension) ? only(this.page, this.workload) : null;
    const caption = this.title(dimension);
    const heads = shown.map((metric) => this.head(metric, metric === sorted ? direction : null, whole));
    const cells = rows.map((row) => [nameCell(row.part, onOnly), this.trendCell(row, ranked, found), ...shown.map((metric) => this.cell(row, metric, found))]);
    replaceTable(this.list, table(caption, [{ label: dimensionLabel(this.workload, dimension) }, { label: text('overTime') }, ...heads], cells, {
      className: 'data entities',
      onRow: onOnly && ((index) => (rows[index].part.only && (() => onOnly(rows[index].part.only)))),
    }));
    this.note.textContent = whole ? text('all') : text('rest', {
      groups: formatValue('count', found.other.groups), metric: measureLabel(this.workload, ranked), value: this.valueText(ranked, amountOf(found.other.value), found),
    });
  }

  /** The groups of an answer with their values by metric; that of the metric which ranks them is the one that they were ranked by. */
  rowsOf(found) {
    const all = parts(this.workload, found);
    return found.groups.map((group, at) => {
      const further = Object.entries(group.metrics ?? {}).map(([name, value]) => [name, amountOf(value)]);
      return { part: all[at], values: { ...Object.fromEntries(further), [found.metric]: all[at].value } };
    });
  }

  head(metric, direction, whole) {
    const label = measureLabel(this.workload, metric);
    const help = measureHelp(this.workload, metric);
    if (!whole && !measureAddsUp(this.workload, metric)) {
      return { label, numeric: true, title: text('unordered', { metric: label }) };
    }
    const turned = whole && direction === DESCENDING ? ASCENDING : null;
    const arrow = { [DESCENDING]: ' ▾', [ASCENDING]: ' ▴' }[direction] ?? '';
    return {
      label: button(label + arrow, () => this.page.go(withOptions(this.page.view, { sort: metric, order: turned })), {
        className: 'link', title: `${text('order', { metric: label })}\n${help}`, data: { sort: metric },
      }),
      numeric: true,
      sorted: direction,
    };
  }

  cell(row, metric, found) {
    const value = row.values[metric] ?? null;
    return { text: this.valueText(metric, value, found), title: exact(measureFormat(this.workload, metric, found.currency), value) };
  }

  valueText(metric, value, found) {
    return formatValue(measureFormat(this.workload, metric, found.currency), value);
  }

  trendCell({ part }, ranked, found) {
    const series = this.trend.series.filter((one) => one.kind !== 'other' && one.key === part.key);
    if (series.length !== 1) {
      return '';
    }
    const values = series[0].points.map((point) => amountOf(point.value));
    const known = values.filter((value) => value !== null);
    const most = known.length === 0 ? null : Math.max(...known);
    const title = text('highest', { metric: measureLabel(this.workload, ranked), value: this.valueText(ranked, most, found) });
    return element('span', { title }, sparkline(values, partColour(part)));
  }

  keepCsv() {
    const { view, dimension, columns, formats, rows, provisional } = this.drawn;
    const labels = columns.map((name, at) => measureLabel(this.workload, name) + inBrackets(currencyOf(formats[at])));
    const heads = [dimensionLabel(this.workload, dimension), dimension, ...labels, PROVISIONAL];
    const lines = rows.map(({ part, values }) => [part.name, part.key, ...columns.map((name, at) => plainValue(formats[at], values[name])), provisional]);
    keepFile(fileName([this.workload, 'entities', `by-${dimension}`], view, 'csv'), csvFile(csv(heads, lines)));
  }
}

function inBrackets(currency) {
  return currency === null ? '' : ` (${currency})`;
}
