import { captionLines, isProvisional } from '../caption/caption.js';
import { element } from '../dom/element.js';
import { icon } from '../dom/icons.js';
import { speaker } from '../language/language.js';
import { currencyOf } from '../metric/format.js';
import { Panel } from '../panel/panel.js';
import { csv } from '../table/csv.js';
import { csvFile, fileName, keepFile } from '../table/file.js';
import { replaceTable, table } from '../table/table.js';
import { loadCharts } from './canvas.js';
import { redrawForPrint } from './print.js';
import { CURRENCY, TEXTS } from './texts.js';

const text = speaker(TEXTS);

/**
 * A panel with a chart that can also be read as a table, and kept as CSV or as a picture. `about()` gives the choices
 * that the chart shows, as `[label, value, word for file names]`; `filtered` is false where filters do not apply.
 */
export class ChartPanel {
  /** @param {Record<string, any>} given what it takes itself, and what its panel takes */
  constructor({ chart, page, workload, title, name, about = () => [], filtered = true, ...rest }) {
    this.chart = chart;
    this.page = page;
    this.workload = workload;
    this.title = title;
    this.name = name;
    this.about = about;
    this.filtered = filtered;
    this.fills = 0;
    this.printed = element('p', { className: 'print-only' });
    this.listed = element('div', { hidden: true });
    this.toggle = tool('table', text('asTable'), () => this.turn());
    this.panel = new Panel({
      title,
      name,
      ...rest,
      tools: [
        this.toggle,
        tool('file', text('csv'), () => this.keepCsv(), 'csv'),
        tool('picture', text('picture'), () => this.keepPicture(), 'png'),
      ],
    });
    this.panel.body.append(this.printed, chart.element, this.listed);
    this.element = this.panel.element;
  }

  /** Draws what `toDrawing` makes of the answer. Files are named after the view that is drawn, not after one on its way. `whyEmpty` is that of a panel. */
  fill(promise, toDrawing, isEmpty, whyEmpty = undefined) {
    const { view } = this.page;
    this.fills += 1;
    const number = this.fills;
    const drawable = Promise.all([promise, loadCharts()]).then(([answer]) => {
      if (number !== this.fills) {
        // An answer that waited for the library is no longer needed.
        throw new DOMException('', 'AbortError');
      }
      return answer;
    });
    return this.panel.fill(drawable, (answer) => {
      this.drawn = { view, answer, about: this.about() };
      this.printed.textContent = this.aboutInWords();
      this.drawing = { ...toDrawing(answer), provisional: isProvisional(answer) };
      this.redraw();
      this.list();
      redrawForPrint(this);
    }, isEmpty, whyEmpty);
  }

  redraw() {
    this.chart.draw(this.drawing);
  }

  keepCsv() {
    const { columns, rows } = this.chart.rows();
    const currency = currencyOf(this.drawing.format);
    const content = currency === null ? csv(columns, rows) : csv([...columns, CURRENCY], rows.map((row) => [...row, currency]));
    this.keep('csv', csvFile(content));
  }

  async keepPicture() {
    const { view, answer } = this.drawn;
    const lines = captionLines(view, this.page.me, this.workload, answer, this.filtered);
    const words = this.aboutInWords();
    this.keep('png', await this.chart.picture({ title: this.title, lines: words ? [words, ...lines] : lines }));
  }

  keep(ending, blob) {
    const { view, about } = this.drawn;
    const words = [this.workload, this.name, ...about.map(([, , word]) => word)].filter(Boolean);
    keepFile(fileName(words, view, ending), blob);
  }

  aboutInWords() {
    return this.drawn.about.map(([label, value]) => `${label}: ${value}`).join(' · ');
  }

  turn() {
    this.listed.hidden = !this.listed.hidden;
    this.chart.element.hidden = !this.listed.hidden;
    const label = text(this.listed.hidden ? 'asTable' : 'asChart');
    this.toggle.title = label;
    this.toggle.setAttribute('aria-label', label);
    this.toggle.replaceChildren(icon(this.listed.hidden ? 'table' : 'chart'));
    this.list();
  }

  list() {
    if (!this.listed.hidden) {
      const { columns, rows } = this.chart.cells();
      replaceTable(this.listed, table(this.title, columns, rows));
    }
  }
}

function tool(picture, label, onClick, name = picture) {
  return element('button', {
    type: 'button', className: 'quiet', title: label, data: { tool: name }, attributes: { 'aria-label': label }, on: { click: onClick },
  }, icon(picture));
}
