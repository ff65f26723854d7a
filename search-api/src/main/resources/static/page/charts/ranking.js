import { button, element } from '../dom/element.js';
import { exact, formatValue } from '../metric/format.js';
import { speaker } from '../language/language.js';
import { measureFormat, measureLabel } from '../money/measures.js';
import { amountOf } from '../money/money.js';
import { dimensionLabel, otherLabel, rememberName, valueLabel } from '../schema/labels.js';
import { findDimension } from '../schema/schema.js';
import { colourNumbers } from './colours.js';
import { table } from '../table/table.js';
import { partColour } from './share-chart.js';

export const TEXTS = {
  en: { share: 'Share', only: 'Show only {value}' },
  zh: { share: '占比', only: '只看 {value}' },
};

const text = speaker(TEXTS);

/** The parts of a distribution, greatest first; a part that is one value of a filter leads to it. */
export function ranking(caption, workload, answer, onOnly) {
  const dimension = answer.group_by[0];
  const format = measureFormat(workload, answer.metric, answer.currency);
  const rows = parts(workload, answer).map((part) => [
    nameCell(dimension, part, onOnly),
    { text: formatValue(format, part.value), title: exact(format, part.value) },
    shareCell(part),
  ]);
  const columns = [
    { label: dimensionLabel(workload, dimension) }, { label: measureLabel(workload, answer.metric), numeric: true },
    { label: text('share'), numeric: true },
  ];
  return table(caption, columns, rows, { className: 'data ranking' });
}

/** The groups of a distribution and what is left over, with names. */
export function parts(workload, answer) {
  const [dimension] = answer.group_by;
  const named = answer.groups.map((group) => {
    const key = group.key[dimension];
    rememberName(dimension, key, group.labels?.[dimension]);
    const name = group.labels?.[dimension] ?? valueLabel(workload, dimension, key);
    return { key, name, value: amountOf(group.value), share: group.share, other: key === null };
  });
  // Colors go by the name where there is one, as in charts by name; by the id where two share a name. Other labels are translated.
  const seen = new Set();
  const byName = (part) => findDimension(workload, dimension)?.labelled_by && !seen.has(part.name) && seen.add(part.name);
  const numbers = colourNumbers(named.map((part) => (byName(part) ? part.name : part.key ?? part.name)));
  named.forEach((part, at) => { part.colour = numbers[at]; });
  if (answer.other === null) {
    return named;
  }
  return [...named, { ...answer.other, value: amountOf(answer.other.value), key: null, name: otherLabel(), other: true }];
}

/** The name of a part next to its colour; where it is one value, a click shows that alone. */
export function nameCell(dimension, part, onOnly) {
  const dot = element('i', { className: 'dot' });
  dot.style.background = partColour(part);
  const chosen = part.key !== null && onOnly
    ? button(part.name, () => onOnly(dimension, part.key), {
      className: 'link', title: text('only', { value: part.name === part.key ? part.key : `${part.name} (${part.key})` }), attributes: { 'aria-label': text('only', { value: part.name }) },
    })
    : element('span', { title: part.name }, part.name);
  return element('span', { className: 'name-cell' }, dot, chosen);
}

function shareCell(part) {
  const bar = element('span', { className: 'share-bar' });
  bar.style.width = `${Math.round((part.share ?? 0) * 100)}%`;
  bar.style.background = partColour(part);
  return element('span', { className: 'share' }, element('span', { className: 'share-track' }, bar), element('span', { className: 'share-value' }, formatValue('ratio', part.share)));
}
