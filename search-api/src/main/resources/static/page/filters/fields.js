import { DEPARTMENT, OWNER } from '../schema/labels.js';
import { dimensionNames, findDimension, listWorkloads } from '../schema/schema.js';

/** Before the name of a filter that leaves values out. */
export const NOT = 'not_';

/** The values of the filter by owner. */
export const OWNERS = ['me', 'others'];

/** The dimension whose values have owners. */
const OWNED = 'workflow_id';

/** Members see one value of it, unless they were granted the usage of others. */
const USER = 'user_id';

/** The dimensions that a workload may be filtered by. */
export function filterNames(workload) {
  return dimensionNames(workload, (dimension) => dimension.filter);
}

/** The dimensions that divide a workload's metrics into more than one part for this person. */
export function groupNames(workload, me) {
  return dimensionNames(workload, (dimension) => dimension.group && (dimension.name !== USER || seesOthers(me)));
}

/** The dimension by which a workload is divided at first: by display names where there are any. */
export function firstGroup(workload, me) {
  const [first] = groupNames(workload, me);
  return findDimension(workload, first)?.labelled_by ?? first;
}

/** Whether a workload has something that belongs to somebody. */
export function hasOwners(workload) {
  return filterNames(workload).includes(OWNED);
}

/** Whether a name in the address is a filter of any workload, or of accounts. */
export function isFilter(name) {
  return name === OWNER || dimensionOf(name) === DEPARTMENT || listWorkloads().some(({ id }) => filterNames(id).includes(dimensionOf(name)));
}

/** Those of `filters` that `workload` knows. */
export function filtersOf(workload, filters) {
  const known = hasOwners(workload) ? [...filterNames(workload), OWNER] : filterNames(workload);
  return Object.fromEntries(Object.entries(filters).filter(([name]) => known.includes(dimensionOf(name))));
}

/** The one filter with the one value that `filters` have, as `[name, value]`; null when they have none, or more. */
export function onlyFilter(filters) {
  const given = Object.entries(filters).filter(([, values]) => values.length > 0);
  const [[name, values]] = given.length === 1 ? given : [['', []]];
  return values.length === 1 && !name.startsWith(NOT) ? [name, values[0]] : null;
}

/** Those of `filters` that accounts of costs know; none for a person who may not see departments. */
export function accountFilters(filters, me) {
  return seesFinance(me)
    ? Object.fromEntries(Object.entries(filters).filter(([name]) => dimensionOf(name) === DEPARTMENT))
    : {};
}

/** Whether a metric counts what this person sees one of: users, when they see their own usage only. */
export function countsOnlyOneself(metric, me) {
  return metric.distinct_of === USER && !seesOthers(me);
}

/** Whether the person may see accounts of departments, and statements. */
export function seesFinance(me) {
  return ['finance', 'super-admin'].some((role) => me.roles.includes(role));
}

/** Whether the person sees more users than one, so that a choice of users makes sense. */
export function seesOthers(me) {
  return me.roles.includes('super-admin') || me.may_view.length > 0;
}

function dimensionOf(name) {
  return name.startsWith(NOT) ? name.slice(NOT.length) : name;
}
