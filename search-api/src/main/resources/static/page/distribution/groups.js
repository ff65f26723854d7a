import { withFilters } from '../address/view.js';
import { filterNames, groupNames, NOT } from '../filters/fields.js';
import { isMoney, measureFormat, REPORTED } from '../money/measures.js';
import { dimensionNames, findDimension } from '../schema/schema.js';

/** Dimensions into whose values a workload divides: values are shown with their display names, which are none of their own. */
export function partNames(workload, me) {
  const labels = dimensionNames(workload, (dimension) => dimension.labelled_by).map((name) => findDimension(workload, name).labelled_by);
  return groupNames(workload, me).filter((name) => !labels.includes(name));
}

/** Shows the page with one value of each dimension of a key alone, where these are filters. */
export function only(page, workload) {
  return (key) => {
    const chosen = Object.entries(key);
    if (chosen.every(([dimension]) => filterNames(workload).includes(dimension))) {
      page.go(withFilters(page.view, Object.fromEntries(chosen.flatMap(([dimension, value]) => [[dimension, [value]], [NOT + dimension, []]]))));
    }
  };
}

/** The metrics that stand on one axis with another: those of its unit. */
export function besideNames(workload, metrics, metric) {
  // Costs by prices and reported ones may be of two currencies.
  const moneyUnit = (name) => (name === REPORTED ? 'reported' : 'amount');
  const unitOf = (name) => (isMoney(workload, name) ? moneyUnit(name) : measureFormat(workload, name));
  return metrics.filter((name) => name !== metric && unitOf(name) === unitOf(metric));
}
