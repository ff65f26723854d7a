import { seesFinance } from '../../filters/fields.js';
import { speaker } from '../../language/language.js';
import { valueLabel, workloadLabel } from '../../schema/labels.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

const GROUPS = ['model', 'workload', 'project', 'user', 'key', 'provider', 'token_class'];

/** The properties by which this person can split the cost, as the API names them. */
export function groupsOf(me) {
  return seesFinance(me) ? [...GROUPS, 'department'] : GROUPS;
}

/** The name of a group. */
export function groupLabel(group, key) {
  if (key === null) {
    return valueLabel(null, group, key);
  }
  if (group === 'workload') {
    return workloadLabel(key);
  }
  if (group === 'department' && ['unallocated', 'idle'].includes(key)) {
    return text(key);
  }
  return group === 'token_class' ? text(key) : key;
}
