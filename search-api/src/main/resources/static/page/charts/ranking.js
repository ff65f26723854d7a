import { button, element } from '../dom/element.js';
import { exact, formatValue } from '../metric/format.js';
import { speaker } from '../language/language.js';
import { measureFormat, measureLabel } from '../money/measures.js';
import { amountOf } from '../money/money.js';
import { dimensionLabel, distinctNames, otherLabel, rememberName, valueLabel } from '../schema/labels.js';
import { findDimension } from '../schema/schema.js';
import { colourNumbers } from './colours.js';
import { table } from '../table/table.js';
import { partColour } from './share-chart.js';

export const TEXTS = {
  en: { share: 'Share', only: 'Show only {value}' },
  zh: { share: '占比', only: '只看 {value}' },
};

const text = speaker(TEXTS);

/** Stands in no name. */
const BETWEEN_KEYS = '\u241f';

const BETWEEN_NAMES = ' · ';

/**
 * The parts of a distribution, greatest first; a part that is one value of each filter leads to it. With `beside`, the name of
 * another metric, its values that the parts have are next to those of the metric.
 */
export function ranking(caption, workload, answer, onOnly, { shown = parts(workload, answer), beside = null } = {}) {
  const format = measureFormat(workload, answer.metric, answer.currency);
  const valueCell = (value) => ({ text: formatValue(format, value), title: exact(format, value) });
  const rows = shown.map((part) => [
    nameCell(part, onOnly), valueCell(part.value), ...(beside ? [valueCell(part.beside)] : []), shareCell(part),
  ]);
  const metrics = [answer.metric, ...(beside ? [beside] : [])];
  const columns = [
    { label: groupsLabel(workload, answer.group_by) }, ...metrics.map((name) => ({ label: measureLabel(workload, name), numeric: true })),
    { label: text('share'), numeric: true },
  ];
  return table(caption, columns, rows, { className: 'data ranking' });
}

/** The label of one dimension, or of two. */
export function groupsLabel(workload, dimensions) {
  return dimensions.map((dimension) => dimensionLabel(workload, dimension)).join(BETWEEN_NAMES);
}

/**
 * The groups of a distribution and what is left over, with names. `key` is the value of the dimension, of two dimensions both
 * values; `only` has the value of each dimension, and is null where one is unknown.
 */
export function parts(workload, answer) {
  const dimensions = answer.group_by;
  const named = answer.groups.map((group) => {
    const keys = dimensions.map((dimension) => group.key[dimension]);
    const names = dimensions.map((dimension) => nameOf(workload, dimension, group));
    const unknown = keys.every((key) => key === null);
    return {
      key: unknown ? null : keys.join(BETWEEN_KEYS), only: keys.includes(null) ? null : group.key,
      name: names.join(BETWEEN_NAMES), value: amountOf(group.value), share: group.share,
    };
  });
  // Colors go by the name where there is one, as in charts by name; by the id where two share a name. Other labels are translated.
  const seen = new Set();
  const isNamed = dimensions.length === 1 && findDimension(workload, dimensions[0])?.labelled_by;
  const byName = (part) => isNamed && !seen.has(part.name) && seen.add(part.name);
  const numbers = colourNumbers(named.map((part) => (byName(part) ? part.name : part.key ?? part.name)));
  const names = distinctNames(named.map(shownKey), named.map(({ name }) => name));
  named.forEach((part, at) => Object.assign(part, { colour: part.key === null ? 'unknown' : numbers[at], name: names[at] }));
  if (answer.other === null) {
    return named;
  }
  return [...named, { ...answer.other, value: amountOf(answer.other.value), key: null, only: null, name: otherLabel(), colour: 'other' }];
}

/** The key of a part as it is shown. */
function shownKey({ key }) {
  return { key: key === null ? null : key.replace(BETWEEN_KEYS, BETWEEN_NAMES) };
}

function nameOf(workload, dimension, { key, labels }) {
  const value = key[dimension];
  rememberName(dimension, value, labels?.[dimension]);
  return labels?.[dimension] ?? valueLabel(workload, dimension, value);
}

/** The name of a part next to its colour; where it is one value of each dimension, a click shows that alone. */
export function nameCell(part, onOnly) {
  const dot = element('i', { className: 'dot' });
  dot.style.background = partColour(part);
  const { key } = shownKey(part);
  const isWhole = part.name === key || part.name.endsWith(` (${key})`);
  const chosen = part.only !== null && onOnly
    ? button(part.name, () => onOnly(part.only), {
      className: 'link', title: text('only', { value: isWhole ? part.name : `${part.name} (${key})` }), attributes: { 'aria-label': text('only', { value: part.name }) },
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
