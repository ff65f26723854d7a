import { element } from '../../dom/element.js';
import { dimensionLabel, TEXTS as DIMENSIONS, valueLabel } from '../../figures/dimensions.js';
import { exact, figure, fullMoment, UNKNOWN } from '../../figures/format.js';
import { speaker } from '../../language/language.js';
import { FIGURES, TIMES } from './kinds.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** What a field is called. */
export function fieldLabel(name) {
  return name in TEXTS.en ? text(name) : name in DIMENSIONS.en ? dimensionLabel(name) : name;
}

/** The value of a field as a cell of a table. */
export function fieldCell(name, value, zone) {
  if (value === null || value === undefined) {
    return UNKNOWN;
  }
  if (TIMES.has(name)) {
    return { text: fullMoment(value, zone), title: value };
  }
  if (name === 'outcome') {
    return element('span', { className: `outcome ${value}` }, valueLabel(name, value));
  }
  if (FIGURES.has(name)) {
    return { text: figure(name, value), title: exact(name, value) };
  }
  if (typeof value === 'object') {
    return JSON.stringify(value, (_, inner) => inner ?? UNKNOWN);
  }
  return { text: valueLabel(name, String(value)), title: String(value) };
}
