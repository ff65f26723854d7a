import { button, element } from '../../dom/element.js';
import { fullMinute } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { money } from '../../money/money.js';
import { Panel } from '../../panel/panel.js';
import { faultInWords } from '../../problem/problem.js';
import { download, Problem } from '../../request/api.js';
import { isIncomplete, keepFile } from '../../table/file.js';
import { replaceTable, table } from '../../table/table.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);
const FILES = { csv: 'CSV', focus: 'FOCUS 1.2' };

/** Booked months with their files. */
export class Statements {
  constructor(page) {
    this.panel = new Panel({ title: text('statements'), name: 'statements', retry: page.refresh });
    this.note = element('p', { className: 'note', attributes: { role: 'status' } });
    this.panel.element.append(this.note);
    this.element = this.panel.element;
  }

  show(view, ask) {
    const answer = ask(null, '/statements', {}, { period: false });
    return this.panel.fill(answer, (found) => replaceTable(this.panel.body, content(found, view.zone, (month, format) => this.keep(month, format))));
  }

  async keep(month, format) {
    this.note.textContent = '';
    try {
      await keep(month, format);
    } catch (fault) {
      if (!(fault instanceof Problem)) {
        throw fault;
      }
      this.note.textContent = text('notSaved', { reason: faultInWords(fault) });
    }
  }
}

function content({ statements, open }, zone, onFile) {
  const next = { month: open.month, time: fullMinute(open.closes_after, zone) };
  if (statements.length === 0) {
    return element('p', {}, text('noStatements', next));
  }
  const columns = [
    { label: text('bookedMonth') }, { label: text('sum'), numeric: true }, { label: text('corrections'), numeric: true },
    { label: text('lines'), numeric: true }, { label: text('closed') }, { label: text('files') },
  ];
  const rows = statements.map((one) => [
    one.month, money(one.total, one.currency), money(one.corrections, one.currency), String(one.lines),
    fullMinute(one.closed_at, zone), files(one.month, onFile),
  ]);
  return element('div', {}, table(text('statements'), columns, rows), element('p', { className: 'note' }, text('openMonth', next)));
}

function files(month, onFile) {
  return element('span', { className: 'decide' }, ...Object.entries(FILES).map(([format, label]) => button(label, () => onFile(month, format), { data: { format } })));
}

async function keep(month, format) {
  const file = await download(`/statements/${month}/lines`, { format }, 'text/csv');
  keepFile(`statement-${month}-${format}${await isIncomplete(file) ? '-incomplete' : ''}.csv`, file);
}
