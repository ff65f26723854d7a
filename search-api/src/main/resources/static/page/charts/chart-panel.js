import { element } from '../dom/element.js';
import { icon } from '../dom/icons.js';
import { speaker } from '../language/language.js';
import { Panel } from '../panel/panel.js';
import { csv } from '../table/csv.js';
import { fileName, keepFile } from '../table/file.js';
import { table } from '../table/table.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** A panel with a chart that can also be read as a table, and kept as CSV or as a picture. */
export class ChartPanel {
  constructor({ chart, viewNow, title, name, ...rest }) {
    this.chart = chart;
    this.title = title;
    this.listed = element('div', { hidden: true });
    this.toggle = tool('table', text('asTable'), () => this.turn());
    const keep = (ending, blob) => keepFile(fileName(name, viewNow(), ending), blob);
    this.panel = new Panel({
      title,
      name,
      ...rest,
      tools: [
        this.toggle,
        tool('file', text('csv'), () => {
          const { columns, rows } = chart.rows();
          // The mark tells spreadsheets that the text is UTF-8.
          keep('csv', new Blob(['\ufeff', csv(columns, rows)], { type: 'text/csv;charset=utf-8' }));
        }, 'csv'),
        tool('picture', text('picture'), async () => keep('png', await chart.picture()), 'png'),
      ],
    });
    this.panel.body.append(chart.element, this.listed);
    this.element = this.panel.element;
  }

  /** Draws what `toDrawing` makes of the answer. */
  fill(promise, toDrawing, isEmpty) {
    return this.panel.fill(promise, (answer) => this.draw(toDrawing(answer)), isEmpty);
  }

  draw(drawing) {
    this.chart.draw(drawing);
    this.list();
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
      this.listed.replaceChildren(table(this.title, columns, rows));
    }
  }
}

function tool(picture, label, onClick, name = picture) {
  return element('button', {
    type: 'button', className: 'quiet', title: label, data: { tool: name }, attributes: { 'aria-label': label }, on: { click: onClick },
  }, icon(picture));
}
