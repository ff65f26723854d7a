import { button, element } from '../dom/element.js';
import { dimensionLabel, valueLabel } from '../figures/dimensions.js';
import { exact, figure } from '../figures/format.js';
import { speaker } from '../language/language.js';
import { table } from '../table/table.js';
import { partColour } from './share-chart.js';

export const TEXTS = {
  en: { share: 'Share', only: 'Show only {value}' },
  zh: { share: '占比', only: '只看 {value}' },
};

const text = speaker(TEXTS);

/** The parts of a distribution, greatest first; a part that is one value of a filter leads to it. */
export function ranking(caption, label, answer, onOnly) {
  const dimension = answer.group_by[0];
  const rows = parts(answer).map((part, at) => [
    nameCell(dimension, part, at, onOnly),
    { text: figure(answer.metric, part.value), title: exact(answer.metric, part.value) },
    shareCell(part, at),
  ]);
  const columns = [{ label: dimensionLabel(dimension) }, { label, numeric: true }, { label: text('share'), numeric: true }];
  return table(caption, columns, rows, { className: 'data ranking' });
}

/** The groups of a distribution and what is left over, with names. */
export function parts(answer) {
  const named = answer.groups.map((group) => {
    const [dimension, label] = answer.group_by;
    const key = group.key[dimension];
    const name = label ? (group.key[label] ?? valueLabel(dimension, key)) : valueLabel(dimension, key);
    return { key, name, value: group.value, share: group.share, other: false };
  });
  if (answer.other === null) {
    return named;
  }
  return [...named, { ...answer.other, key: null, name: dimensionLabel('other'), other: true }];
}


function nameCell(dimension, part, at, onOnly) {
  const dot = element('i', { className: 'dot' });
  dot.style.background = partColour(at, part.other);
  const chosen = part.key !== null && onOnly
    ? button(part.name, () => onOnly(dimension, part.key), {
      className: 'link', title: text('only', { value: part.key }), attributes: { 'aria-label': text('only', { value: part.name }) },
    })
    : element('span', {}, part.name);
  return element('span', { className: 'name-cell' }, dot, chosen);
}

function shareCell(part, at) {
  const bar = element('span', { className: 'share-bar' });
  bar.style.width = `${Math.round((part.share ?? 0) * 100)}%`;
  bar.style.background = partColour(at, part.other);
  return element('span', { className: 'share' }, element('span', { className: 'share-track' }, bar), element('span', { className: 'share-value' }, figure('share', part.share)));
}
