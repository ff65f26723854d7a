import { getOrKept } from '../request/kept.js';
import { rememberName } from '../schema/labels.js';
import { periodParameters } from '../time/period.js';
import { filtersOf } from './fields.js';

const MOST = 100;

/** The values of one filter that contain `q`, counted under all other filters. */
export async function findValues(view, workload, field, q, signal) {
  const answer = await getOrKept(`/${workload}/facets`, {
    ...periodParameters(view), ...filtersOf(workload, view.filters), facet: field, q, limit: MOST,
  }, signal);
  const [found] = answer.facets;
  found.values.forEach(({ value, label }) => rememberName(field, value, label));
  return found;
}
