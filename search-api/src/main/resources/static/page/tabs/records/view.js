import { withOptions, writeView } from '../../address/view.js';
import { button, element, select, setChildren } from '../../dom/element.js';
import { keepFocus } from '../../dom/focus.js';
import { icon } from '../../dom/icons.js';
import { filtersOf } from '../../filters/fields.js';
import { speaker } from '../../language/language.js';
import { Panel } from '../../panel/panel.js';
import { faultInWords } from '../../problem/problem.js';
import { download, Problem } from '../../request/api.js';
import { csvFile, fileName, isIncomplete, keepFile } from '../../table/file.js';
import { formatValue } from '../../metric/format.js';
import { money } from '../../money/money.js';
import { workloadLabel } from '../../schema/labels.js';
import { findRecordField } from '../../schema/schema.js';
import { replaceTable, table } from '../../table/table.js';
import { periodParameters } from '../../time/period.js';
import { fieldCell, fieldLabel } from './cells.js';
import { choiceFields, columnsOf, durationField, hasErrorTypes, hasStatusCodes, idField, kindOf, recordKinds } from './kinds.js';
import { isNewestFirst, orderHead, orderParameters, pageInWords } from './order.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);
const PAGE = 50;

export function createTab(page) {
  return new Records(page);
}

/** The workload whose filters a view of records takes. */
export { kindOf as workloadOf };

class Records {
  constructor(page) {
    this.page = page;
    this.bar = element('div', { className: 'record-bar' });
    this.rows = element('div', {});
    this.paging = element('nav', { className: 'paging', attributes: { 'aria-label': text('title') } });
    this.note = element('span', { className: 'note', attributes: { role: 'status' } });
    this.panel = new Panel({
      title: text('title'), name: 'records', retry: page.refresh,
      controls: [this.note, this.saveButton('csv', 'text/csv'), this.saveButton('ndjson', 'application/x-ndjson')],
    });
    this.totals = element('p', { className: 'note', hidden: true, data: { note: 'totals' } });
    this.panel.body.append(this.rows, this.totals, this.paging);
    this.element = element('div', { className: 'tab' }, this.bar, this.panel.element);
    this.parts = null;
  }

  /** The window of details; null while the server does not send its module: the next view asks again. */
  details() {
    this.parts ??= this.loadParts().catch(() => { this.parts = null; return null; });
    return this.parts;
  }

  /** Adds the parts whose modules first views of other tabs do without. */
  async loadParts() {
    const [{ Details }, { columnChoice }] = await Promise.all([import('./details.js'), import('./column-choice.js')]);
    this.note.after(columnChoice(() => this.page.view, (columns) => this.chooseColumns(columns)));
    const details = new Details(() => this.closed());
    this.element.append(details.element);
    return details;
  }

  show(view, ask) {
    // Another load of the same view keeps what is typed, and leaves an open window open.
    const isOther = this.view !== view;
    this.view = view;
    if (isOther) {
      keepFocus(this.bar, () => this.showBar(view));
    }
    const kind = kindOf(view);
    const answer = ask(kind, '/records', {
      ...further(view), ...orderParameters(kind, view), cursor: view.options.cursor, limit: PAGE, totals: hasTotals(view) || null,
    });
    return [
      this.panel.fill(answer, (found) => this.showPage(view, kind, found), (found) => found.records.length === 0),
      this.showDetails(view, kind, ask, isOther),
    ];
  }

  showPage(view, kind, { records, next, totals = null }) {
    const columns = columnsOf(kind, view);
    const rows = records.map((record) => columns.map((name, at) => {
      const cell = fieldCell(kind, name, record[name], view.zone, record.labels?.[name]);
      return at === 0 ? this.opener(kind, cell, record) : cell;
    }));
    const heads = columns.map((name) => orderHead(kind, name, this.page));
    const newestFirst = isNewestFirst(kind, view);
    replaceTable(this.rows, table(text('title'), heads, rows, {
      className: 'data records', onRow: (at) => () => this.open(kind, records[at]),
    }));
    this.totals.hidden = totals === null;
    this.totals.textContent = totals && totalsInWords(kind, totals);
    keepFocus(this.paging, () => this.paging.replaceChildren(
      element('span', { className: 'note' }, pageInWords(kind, view, records.length)),
      button(text('totals'), () => this.turnTotals(), { data: { tool: 'totals' }, title: text('totalsHelp'), attributes: { 'aria-pressed': String(totals !== null) } }),
      button(text(newestFirst ? 'first' : 'start'), () => this.page.go(withOptions(view, { cursor: null })), { disabled: !view.options.cursor }),
      button(text(newestFirst ? 'next' : 'further'), () => this.page.go(withOptions(view, { cursor: next })), { disabled: next === null }),
    ));
  }

  /** Asks for totals, or no longer: many records take long to add up. */
  turnTotals() {
    const { view } = this.page;
    this.page.go(withOptions(view, { totals: hasTotals(view) ? null : 'true', cursor: view.options.cursor }));
  }

  /** Other columns of the page that is shown. */
  chooseColumns(columns) {
    const { view } = this.page;
    this.page.go(withOptions(view, { columns: columns?.join(',') ?? null, cursor: view.options.cursor }));
  }

  opener(kind, cell, record) {
    return button(cell.text, () => this.open(kind, record), { className: 'link', title: cell.title });
  }

  async open(kind, record) {
    const { view } = this;
    const link = writeView({ ...view, options: { ...view.options, kind, cursor: null, record: record[idField(kind)] } });
    (await this.details())?.show(kind, record, view.zone, link);
  }

  /** A link may name one record. */
  async showDetails(view, kind, ask, isOther) {
    const id = view.options.record;
    const details = await this.details();
    if (!isOther && details?.isOpen) {
      return;
    }
    if (!id) {
      details?.close();
      return;
    }
    try {
      const record = await ask(kind, '/records/one', { id }, { period: false, filtered: false });
      await this.open(kind, record);
    } catch (fault) {
      if (fault instanceof Problem && fault.status === 404) {
        details?.showMissing();
      }
    }
  }

  closed() {
    if (this.view.options.record) {
      this.page.go(withOptions(this.view, { record: null, cursor: this.view.options.cursor }));
    }
  }

  showBar(view) {
    const kind = kindOf(view);
    const duration = durationField(kind);
    const go = (options) => this.page.go(withOptions(view, options));
    const kinds = recordKinds().map((name) => button(workloadLabel(name), () => this.page.go(otherKind(view, name)), {
      data: { kind: name }, attributes: { 'aria-pressed': String(name === kind) },
    }));
    setChildren(
      this.bar,
      element('div', { className: 'segments', attributes: { role: 'group', 'aria-label': text('kind') } }, ...kinds),
      choiceFields(kind).map((field) => choice(field, view, go)),
      hasStatusCodes(kind) && numberField('status_code', fieldLabel(kind, 'status_code'), view, go, { min: 100, max: 599 }),
      hasErrorTypes(kind) && textField('error_type', fieldLabel(kind, 'error_type'), view, go),
      duration && numberField(leastName(duration), text('atLeast', { name: duration.label }), view, go, { min: 0 }),
      searchField(kind, view, go),
    );
  }

  saveButton(name, type) {
    const label = text(`export_${name}`);
    return element('button', { type: 'button', data: { tool: name }, on: { click: () => this.save(name, type) } }, icon('file'), label);
  }

  async save(ending, type) {
    const view = this.page.view;
    const kind = kindOf(view);
    this.note.textContent = text('saving');
    try {
      const parameters = { ...periodParameters(view), ...filtersOf(kind, view.filters), ...further(view) };
      const answer = await download(`/${kind}/records`, parameters, type);
      keepFile(fileName([kind, 'records'], view, ending), ending === 'csv' ? csvFile(answer) : answer);
      this.note.textContent = text(await isIncomplete(answer) ? 'savedInPart' : 'saved');
    } catch (fault) {
      if (!(fault instanceof Problem)) {
        throw fault;
      }
      this.note.textContent = text('failed', { reason: faultInWords(fault) });
    }
  }
}

/** The other kind with the filters that it knows. */
function otherKind(view, kind) {
  return { ...view, filters: filtersOf(kind, view.filters), options: { kind } };
}

/** The parameters of records in addition to the filters of their workload. */
function further(view) {
  const kind = kindOf(view);
  const { options } = view;
  const parameters = Object.fromEntries(choiceFields(kind).map(({ name, choices }) =>
    [name, choices.some((choice) => choice.value === options[name]) ? options[name] : null]));
  if (hasStatusCodes(kind)) {
    parameters.status_code = options.status_code;
  }
  if (hasErrorTypes(kind)) {
    parameters.error_type = options.error_type;
  }
  const duration = durationField(kind);
  if (duration) {
    parameters[leastName(duration)] = options[leastName(duration)];
  }
  return parameters;
}

function hasTotals(view) {
  return view.options.totals === 'true';
}

/** What all records of a view add up to. */
function totalsInWords(kind, totals) {
  const parts = Object.entries(totals.sums).map(([name, sum]) => `${fieldLabel(kind, name)} ${formatValue(sumFormat(kind, name), sum)}`);
  return [text('all', { count: formatValue('count', totals.records) }), ...parts, ...costInWords(totals)].join(' · ');
}

/** Empty where there are no prices. */
function costInWords({ cost, cost_limit: limit }) {
  if (limit) {
    return [text('costLimit', { count: formatValue('count', limit) })];
  }
  if (!cost) {
    return [];
  }
  const { text: amount } = money(cost.amount, cost.currency);
  const unpriced = cost.unpriced_records > 0 ? [text('unpricedRecords', { count: formatValue('count', cost.unpriced_records) })] : [];
  return [`${text('cost')} ${amount}`, ...unpriced];
}

function sumFormat(kind, name) {
  const { unit } = findRecordField(kind, name) ?? {};
  return unit === 'ms' ? 'span' : unit;
}

function leastName(duration) {
  return `min_${duration.name}`;
}

function choice({ name, label, choices }, view, go) {
  const options = [['', text('any')], ...choices.map((one) => [one.value, one.label])];
  const made = select(label, options, view.options[name] ?? '', (value) => go({ [name]: value }));
  return element('label', {}, element('span', {}, label), Object.assign(made, { name }));
}

/** Finds one record by its id, in or out of the period. */
function searchField(kind, view, go) {
  return textField('record', fieldLabel(kind, idField(kind)), view, go);
}

function textField(name, label, view, go) {
  const field = element('input', {
    type: 'search', name, value: view.options[name] ?? '', on: { change: () => go({ [name]: field.value.trim() }) },
  });
  return element('label', {}, element('span', {}, label), field);
}

function numberField(name, label, view, go, limits) {
  const field = element('input', {
    type: 'number', name, value: view.options[name] ?? '', attributes: { ...limits, step: 1, inputmode: 'numeric' },
    on: { change: () => field.reportValidity() && go({ [name]: field.value }) },
  });
  return element('label', {}, element('span', {}, label), field);
}
