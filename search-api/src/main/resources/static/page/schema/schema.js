import { currentLanguage } from '../language/language.js';
import { get } from '../request/api.js';

// One answer per language: the schema changes with the build of the server, and that needs a reload anyway.
const answers = new Map();

let workloads = new Map();

// Until the first answer nothing is asked for a period.
let kept = { hours: 1, days: 1, records: 1, dead_letters: 1 };

let logLink = null;

/** Loads the schema in the language of the page, once per language. */
export async function loadSchema() {
  const language = currentLanguage();
  if (!answers.has(language)) {
    answers.set(language, await get('/schema', { language }));
  }
  // The language may have changed again in the meantime.
  useSchema(answers.get(currentLanguage()) ?? answers.get(language));
}

/** Uses an answer of `GET /api/v1/schema` from now on. */
export function useSchema(answer) {
  workloads = new Map(answer.workloads.map((one) => [one.id, { record_fields: [], ...one }]));
  kept = answer.retention ?? kept;
  logLink = answer.log_link ?? null;
}

/** The address of the logs of a record, with the names of its fields in braces; null without one. */
export function logLinkTemplate() {
  return logLink;
}

/** Days that `hours`, `days`, `records` and `dead_letters` are kept, today included. */
export function retention() {
  return kept;
}

/** The workloads in the order of the schema. */
export function listWorkloads() {
  return [...workloads.values()];
}

/** The workload with that id; null when there is none. */
export function findWorkload(id) {
  return workloads.get(id) ?? null;
}

/** A metric of a workload; null when the schema has none of that name. */
export function findMetric(workload, name) {
  return findNamed(findWorkload(workload)?.metrics, name);
}

/** The metrics of money of a workload, each with `name` and `adds_up`. */
export function costMetrics(workload) {
  return findWorkload(workload)?.cost_metrics ?? [];
}

/** A dimension of a workload; null when the schema has none of that name. */
export function findDimension(workload, name) {
  return findNamed(findWorkload(workload)?.dimensions, name);
}

/** A field of the records of a workload; null when the schema has none of that name. */
export function findRecordField(workload, name) {
  return findNamed(findWorkload(workload)?.record_fields, name);
}

/** Names of the metrics of a workload that pass `test`, in the order of the schema. */
export function metricNames(workload, test = () => true) {
  return (findWorkload(workload)?.metrics ?? []).filter(test).map((metric) => metric.name);
}

/** Names of the dimensions of a workload that pass `test`: the default group first, the others in the order of the schema. */
export function dimensionNames(workload, test = () => true) {
  const { dimensions = [], default_group: first } = findWorkload(workload) ?? {};
  const names = dimensions.filter(test).map((dimension) => dimension.name);
  return names.includes(first) ? [first, ...names.filter((name) => name !== first)] : names;
}

/** Whether the values of parts of a metric add up to the value of the whole. */
export function addsUp(workload, metric) {
  return findMetric(workload, metric)?.adds_up ?? false;
}

/** The format of a metric's values, as `formatValue` takes it: sums of durations are long. */
export function metricFormat(workload, name) {
  const metric = findMetric(workload, name);
  if (metric === null) {
    return 'count';
  }
  return metric.unit === 'ms' && metric.adds_up ? 'span' : metric.unit;
}

function findNamed(entries, name) {
  return entries?.find((entry) => entry.name === name) ?? null;
}
