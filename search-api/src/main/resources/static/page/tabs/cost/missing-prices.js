import { element } from '../../dom/element.js';
import { exact, formatValue } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { Panel } from '../../panel/panel.js';
import { valueLabel, workloadLabel } from '../../schema/labels.js';
import { replaceTable, table } from '../../table/table.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Usage without a price by model, the most tokens first. */
export class MissingPrices {
  constructor(page) {
    this.panel = new Panel({ title: text('missing'), name: 'missing-prices', retry: page.refresh });
    this.element = this.panel.element;
  }

  show(view, ask) {
    return this.panel.fill(ask(null, '/costs/unpriced'), (answer) => replaceTable(this.panel.body, content(answer)));
  }
}

function content(answer) {
  if (answer.models.length === 0) {
    return element('p', {}, text('allPriced'));
  }
  const columns = [
    { label: text('workload') }, { label: text('model') },
    { label: text('calls_count'), numeric: true }, { label: text('tokens'), numeric: true },
  ];
  const rows = answer.models.map((one) => [
    workloadLabel(one.workload), valueLabel(one.workload, 'model', one.model),
    count(one.calls), count(one.total_tokens),
  ]);
  return table(text('missing'), columns, rows);
}

function count(value) {
  return { text: formatValue('count', value), title: exact('count', value) };
}
