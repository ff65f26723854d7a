import { get } from '../request/api.js';
import { periodParameters } from '../time/period.js';
import { filtersOf } from './fields.js';

const MOST = 100;

/** Pipelines whose values are found by the route for it. */
const WITH_FACETS = new Set(['model-calls', 'comfyui']);

/** The values of one filter that contain `q`, counted under all other filters. */
export async function findValues(view, pipeline, field, q, signal) {
  return WITH_FACETS.has(pipeline) ? facet(view, pipeline, field, q, signal) : series(view, pipeline, field, q, signal);
}

async function facet(view, pipeline, field, q, signal) {
  const answer = await get(`/${pipeline}/facets`, {
    ...periodParameters(view), ...filtersOf(pipeline, view.filters), facet: field, q, limit: MOST,
  }, signal);
  return answer.facets[0];
}

/** The other pipelines have few values; the series of a trend by day name them. */
async function series(view, pipeline, field, q, signal) {
  const filters = filtersOf(pipeline, view.filters);
  delete filters[field];
  delete filters[`not_${field}`];
  const answer = await get(`/${pipeline}/trend`, {
    ...periodParameters(view), ...filters, interval: 'day', group_by: field, limit: 50,
  }, signal);
  const groups = answer.series.filter((one) => one.kind === 'group');
  return {
    values: groups
      .filter((one) => one.key.toLowerCase().includes(q.toLowerCase()))
      .map((one) => ({ value: one.key, label: one.key, count: sum(one.points) })),
    more: answer.series.some((one) => one.kind === 'other'),
  };
}

function sum(points) {
  return points.reduce((total, point) => total + (point.value ?? 0), 0);
}
