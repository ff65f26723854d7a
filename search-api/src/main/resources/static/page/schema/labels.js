import { speaker } from '../language/language.js';
import { token } from '../session/session.js';
import { findDimension, findMetric, findRecordField, findWorkload, listWorkloads } from './schema.js';

export const TEXTS = {
  en: {
    unknown: '(unknown)', other: 'All others', nothing: 'All together', owner: 'Owner', me: 'My workflows', others: "Others' workflows",
    department: 'Department', unallocated: 'Unallocated',
  },
  zh: {
    unknown: '（未知）', other: '其他合计', nothing: '不分组', owner: '所有者', me: '我的 workflow', others: '他人的 workflow',
    department: '部门', unallocated: '未分摊',
  },
};

/** The filter that tells what belongs to oneself in the directory from what belongs to others. */
export const OWNER = 'owner';

/** The filter of accounts that takes the parts of departments. */
export const DEPARTMENT = 'department';

const UNALLOCATED = 'unallocated';

const text = speaker(TEXTS);

/** Names of the directory that answers of this session gave for values, by dimension and value. */
const names = { token: null, known: new Map() };

/** Keeps the name that an answer has for a value, for places that show values without an answer, such as filters. */
export function rememberName(dimension, value, name) {
  if (names.token !== token()) {
    Object.assign(names, { token: token(), known: new Map() });
  }
  if (name && value !== null && name !== value) {
    names.known.set(`${dimension}\n${value}`, name);
  }
}

function findName(dimension, value) {
  return names.token === token() ? names.known.get(`${dimension}\n${value}`) : undefined;
}

/** The name of a workload. */
export function workloadLabel(id) {
  return findWorkload(id)?.label ?? id;
}

export function metricLabel(workload, name) {
  return findMetric(workload, name)?.label ?? name;
}

/** A sentence that explains a metric. */
export function metricHelp(workload, name) {
  return findMetric(workload, name)?.help ?? '';
}

export function dimensionLabel(workload, name) {
  return [OWNER, DEPARTMENT].includes(name) ? text(name) : findDimension(workload, name)?.label ?? name;
}

/** The label of a dimension within a phrase: a first capital is kept only where all letters are capitals. */
export function dimensionInWords(workload, name) {
  const label = dimensionLabel(workload, name);
  return /^[A-Z][a-z]/.test(label) ? label[0].toLowerCase() + label.slice(1) : label;
}

/** The label of a dimension or record field of any workload; null when no workload has it. */
export function findFieldLabel(name) {
  return listWorkloads().map(({ id }) => findDimension(id, name) ?? findRecordField(id, name)).find((field) => field !== null)?.label ?? null;
}

/** The label of a value of a dimension or record field; null, in filters an empty text, is unknown. */
export function valueLabel(workload, name, value) {
  if (value === null || value === '') {
    return text('unknown');
  }
  if (name === OWNER || (name === DEPARTMENT && value === UNALLOCATED)) {
    return text(value);
  }
  const { choices = [] } = findDimension(workload, name) ?? findRecordField(workload, name) ?? {};
  return choices.find((choice) => choice.value === value)?.label ?? findName(name, value) ?? value;
}

/** The name of a series of a trend, which is of the kind `all`, `group`, `unknown` or `other`. */
export function seriesLabel(workload, dimension, series, all) {
  if (series.kind === 'all') {
    return all;
  }
  rememberName(dimension, series.key, series.label);
  return series.kind === 'other' ? text('other') : series.label ?? valueLabel(workload, dimension, series.key);
}

/** Names of series, with the key of each that shares its name: charts and files distinguish series by name. */
export function distinctNames(series, names) {
  const isShared = (name) => names.indexOf(name) !== names.lastIndexOf(name);
  return names.map((name, at) => {
    const { key } = series[at];
    return isShared(name) && key !== null && key !== name ? `${name} (${key})` : name;
  });
}

/** The name of the sum of all groups that are not shown. */
export function otherLabel() {
  return text('other');
}

/** The name of a chart that is not divided. */
export function undividedLabel() {
  return text('nothing');
}
