import { withFilters } from '../address/view.js';
import { filterNames, groupNames, NOT } from '../filters/fields.js';
import { dimensionNames, findDimension } from '../schema/schema.js';

/** Dimensions into whose values a workload divides: values are shown with their display names, which are none of their own. */
export function partNames(workload, me) {
  const labels = dimensionNames(workload, (dimension) => dimension.labelled_by).map((name) => findDimension(workload, name).labelled_by);
  return groupNames(workload, me).filter((name) => !labels.includes(name));
}

/** Shows the page with one value of a dimension alone, where that is a filter. */
export function only(page, workload) {
  return (dimension, value) => {
    if (filterNames(workload).includes(dimension)) {
      page.go(withFilters(page.view, { [dimension]: [value], [NOT + dimension]: [] }));
    }
  };
}
