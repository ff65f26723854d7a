import { speaker } from '../language/language.js';
import { metricLabel } from '../schema/labels.js';
import { addsUp, findMetric, metricFormat, metricNames } from '../schema/schema.js';
import { moneyFormat } from './money.js';

export const TEXTS = {
  en: { cost: 'Cost' },
  zh: { cost: '费用' },
};

const text = speaker(TEXTS);

/** Cost is no metric of the schema: it depends on the prices of the tenant. */
const COST = 'cost';

/** Workloads whose usage has no price. */
const UNPRICED = new Set(['coding-agents']);

/** Names of all measures of a workload that add up, cost last. */
export function sumNames(workload) {
  const names = metricNames(workload).filter((name) => addsUp(workload, name));
  return UNPRICED.has(workload) ? names : [...names, COST];
}

/** Whether the schema has the metric, or it is cost. */
export function isMeasure(workload, name) {
  return name === COST || findMetric(workload, name) !== null;
}

/** The name of a metric of the schema, or of cost. */
export function measureLabel(workload, name) {
  return name === COST ? text('cost') : metricLabel(workload, name);
}

/** The format of a metric of the schema, or of cost in a currency that may be unknown. */
export function measureFormat(workload, name, currency = null) {
  if (name !== COST) {
    return metricFormat(workload, name);
  }
  return currency === null ? 'level' : moneyFormat(currency);
}
