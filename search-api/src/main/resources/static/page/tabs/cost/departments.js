import { withFilters } from '../../address/view.js';
import { element } from '../../dom/element.js';
import { accountFilters, NOT, seesFinance } from '../../filters/fields.js';
import { filterPicker } from '../../filters/picker.js';
import { getOrKept } from '../../request/kept.js';
import { DEPARTMENT, rememberName, valueLabel } from '../../schema/labels.js';
import { periodParameters } from '../../time/period.js';

const MOST = 100;

/** Routes that answer for some departments. */
const FILTERED = ['/costs/summary', '/costs/trend', '/costs/distribution', '/costs/unpriced'];

/** A picker of departments for those who may see their accounts; null for others. */
export function departmentFilter(page, view) {
  return seesFinance(page.me) ? element('div', { className: 'pickers' }, filterPicker(
    null, DEPARTMENT, view.filters, (q) => findDepartments(view, q),
    (kept, leftOut) => page.go(withFilters(page.view, { [DEPARTMENT]: kept, [NOT + DEPARTMENT]: leftOut })),
  )) : null;
}

/** `ask` with the departments of the view. */
export function askForDepartments(page, view, ask) {
  const filters = accountFilters(view.filters, page.me);
  return (workload, route, parameters = {}, options = {}) =>
    ask(workload, route, FILTERED.includes(route) ? { ...filters, ...parameters } : parameters, options);
}

/** The departments with a part of the usage of the period, and those without a rule. */
async function findDepartments(view, q) {
  const answer = await getOrKept('/costs/distribution', { ...periodParameters(view), group_by: DEPARTMENT, limit: MOST });
  const values = new Map();
  answer.groups.filter(({ kind }) => kind === 'usage').forEach(({ key, labels }) => {
    const value = key[DEPARTMENT];
    rememberName(DEPARTMENT, value, labels?.[DEPARTMENT]);
    values.set(value, { value, label: valueLabel(null, DEPARTMENT, value), count: null });
  });
  const found = [...values.values()].filter(({ value, label }) => `${value}\n${label}`.toLowerCase().includes(q.toLowerCase()));
  return { values: found, more: Boolean(answer.other) };
}
