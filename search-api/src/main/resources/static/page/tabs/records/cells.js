import { element } from '../../dom/element.js';
import { exact, formatValue, fullMoment, UNKNOWN } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { valueLabel } from '../../schema/labels.js';
import { findRecordField } from '../../schema/schema.js';
import { fieldType, findLabel } from './kinds.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

export function fieldLabel(kind, name) {
  return findLabel(kind, name) ?? text(name);
}

/**
 * The value of a field as a cell of a table, which shows `label` where the directory has a name.
 *
 * @returns {any}
 */
export function fieldCell(kind, name, value, zone, label) {
  if (value === null || value === undefined) {
    return UNKNOWN;
  }
  if (label) {
    return { text: label, title: String(value) };
  }
  if (fieldType(kind, name) === 'time') {
    return { text: fullMoment(value, zone), title: value };
  }
  if (name === 'outcome') {
    return element('span', { className: `outcome ${value}` }, valueLabel(kind, name, value));
  }
  const unit = findRecordField(kind, name)?.unit;
  if (unit && typeof value === 'number') {
    return { text: formatValue(unit, value), title: exact(unit, value) };
  }
  if (typeof value === 'object') {
    return JSON.stringify(value, (_, inner) => inner ?? UNKNOWN);
  }
  return { text: valueLabel(kind, name, String(value)), title: String(value) };
}
