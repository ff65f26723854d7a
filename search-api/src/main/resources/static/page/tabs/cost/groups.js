import { speaker } from '../../language/language.js';
import { valueLabel, workloadLabel } from '../../schema/labels.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** The properties by which the cost can be split, as the API names them. */
export const GROUPS = ['model', 'workload', 'project', 'user', 'key', 'provider', 'token_class'];

/** The name of a group. */
export function groupLabel(group, key) {
  if (key === null) {
    return valueLabel(null, group, key);
  }
  if (group === 'workload') {
    return workloadLabel(key);
  }
  return group === 'token_class' ? text(key) : key;
}
