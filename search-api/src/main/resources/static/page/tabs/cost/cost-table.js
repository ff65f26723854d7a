import { withOptions } from '../../address/view.js';
import { element, select } from '../../dom/element.js';
import { exact, formatValue, UNKNOWN } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { money } from '../../money/money.js';
import { Panel } from '../../panel/panel.js';
import { otherLabel } from '../../schema/labels.js';
import { replaceTable, table } from '../../table/table.js';
import { groupLabel, groupsOf } from './groups.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);
const ROWS = 50;
const MILLION = 1e6;

/** Classes that are counted in tokens. */
const TOKENS = ['input', 'cache_read', 'cache_write', 'cache_write_1h', 'output', 'reasoning', 'total', 'trained'];

/** Quantity, unit price and amount by class, or the amount by the option `of` of the view. */
export class CostTable {
  constructor(page) {
    this.groups = groupsOf(page.me);
    this.by = select(
      text('split'), this.groups.map((name) => [name, text(name)]), 'token_class',
      (value) => page.go(withOptions(page.view, { of: value })),
    );
    this.panel = new Panel({
      title: text('table'), name: 'cost-table', retry: page.refresh,
      controls: [element('label', {}, element('span', {}, text('split')), Object.assign(this.by, { name: 'of' }))],
    });
    this.element = this.panel.element;
  }

  show(view, ask) {
    const by = this.groups.includes(view.options.of) ? view.options.of : 'token_class';
    this.by.value = by;
    const answer = ask(null, '/costs/distribution', { group_by: by, limit: ROWS });
    return this.panel.fill(answer, (found) => replaceTable(this.panel.body, content(found, by)), (found) => found.groups.length === 0);
  }
}

function content(answer, by) {
  const byClass = by === 'token_class';
  const columns = [
    { label: text(by) },
    ...(byClass ? [{ label: text('quantity'), numeric: true }, { label: text('unitPrice'), numeric: true }] : []),
    { label: text('amount'), numeric: true }, { label: text('share'), numeric: true },
  ];
  const rows = answer.groups.map((group) => [
    rowLabel(by, group),
    ...(byClass ? [quantity(group.key[by], group.quantity), unitPrice(group, by, answer.currency)] : []),
    money(group.value, answer.currency), formatValue('ratio', group.share),
  ]);
  if (answer.other) {
    rows.push([otherLabel(), ...(byClass ? ['', ''] : []), money(answer.other.value, answer.currency), formatValue('ratio', answer.other.share)]);
  }
  return table(text('table'), columns, rows);
}

/** Fixed costs and pools stand on rows of their own. */
function rowLabel(by, group) {
  const name = group.labels?.[by];
  const label = name ?? groupLabel(by, group.key[by]);
  const shown = group.name === null ? label : `${label} · ${group.name}`;
  return name ? { text: shown, title: group.key[by] } : shown;
}

function quantity(name, value) {
  const format = name === 'run' ? 'span' : 'count';
  return { text: formatValue(format, value), title: exact(format, value) };
}

function unitPrice(group, by, currency) {
  if (group.unit_price === null) {
    return text('varies');
  }
  const name = group.key[by];
  const price = (value) => money(value, currency);
  if (!currency) {
    return UNKNOWN;
  }
  if (TOKENS.includes(name)) {
    const perMillion = price(String(Number(group.unit_price) * MILLION));
    return { text: text('perMillion', { price: perMillion.text }), title: `${group.unit_price} ${currency}` };
  }
  const shown = price(group.unit_price);
  return { text: text(name === 'run' ? 'perHour' : 'each', { price: shown.text }), title: shown.title };
}
