import { speaker } from '../language/language.js';
import { metricHelp, metricLabel } from '../schema/labels.js';
import { addsUp, costMetrics, findMetric, metricFormat, metricNames } from '../schema/schema.js';
import { moneyFormat } from './money.js';

export const TEXTS = {
  en: {
    cost: 'Cost', 'cost?': 'Usage times the prices of the price list.',
    cost_per_call: 'Cost per call', 'cost_per_call?': 'The mean cost of a call, run or job with a known price.',
    cost_per_million_tokens: 'Cost per million tokens', 'cost_per_million_tokens?': 'The mean cost of a million input and output tokens with a known price.',
    cache_savings: 'Saved by caches', 'cache_savings?': 'The amount that cached tokens cost less than other input.',
    reported_cost: 'Reported cost', 'reported_cost?': 'The cost that gateways and clients report of their calls. It is shown next to the cost by prices.',
  },
  zh: {
    cost: '费用', 'cost?': '用量乘以价格表中的价格。',
    cost_per_call: '单次费用', 'cost_per_call?': '有已知价格的调用、运行或任务的平均费用。',
    cost_per_million_tokens: '每百万 token 费用', 'cost_per_million_tokens?': '有已知价格的输入与输出 token 每百万的平均费用。',
    cache_savings: '缓存节省', 'cache_savings?': '缓存 token 比普通输入少花的金额。',
    reported_cost: '上报费用', 'reported_cost?': '网关与客户端自行上报的调用费用，与按价格计算的费用并列显示。',
  },
};

const text = speaker(TEXTS);

/** The metric of money that budgets count. */
const COST = 'cost';

/** The metric of money that is part of the usage: gateways and clients report it. */
export const REPORTED = 'reported_cost';

/** Names of all metrics of a workload, those of money last. */
function allNames(workload) {
  return [...metricNames(workload), ...costMetrics(workload).map(({ name }) => name)];
}

/** Names of the metrics of a workload that this person may ask for, those of money last. */
export function measureNames(workload, me) {
  return allNames(workload).filter((name) => mayAsk(workload, name, me));
}

/** Names of those that add up, those of money last. */
export function shareNames(workload, me) {
  return measureNames(workload, me).filter((name) => measureAddsUp(workload, name));
}

/** Names of all measures of a workload that budgets count, cost last. */
export function sumNames(workload) {
  return allNames(workload).filter((name) => measureAddsUp(workload, name) && (name === COST || !isMoney(workload, name)));
}

/** Whether the workload has the cost by prices, and this person may see it. */
export function hasCost(workload, me) {
  return isMeasure(workload, COST) && mayAsk(workload, COST, me);
}

function mayAsk(workload, name, me) {
  return me.costs !== false || name === REPORTED || !isMoney(workload, name);
}

/** Whether the schema has the metric. */
export function isMeasure(workload, name) {
  return isMoney(workload, name) || findMetric(workload, name) !== null;
}

/** Whether a metric is calculated by prices, or reported as money: answers name its currency. */
export function isMoney(workload, name) {
  return costMetrics(workload).some((metric) => metric.name === name);
}

/** Whether the values of parts add up to the value of the whole. */
export function measureAddsUp(workload, name) {
  return addsUp(workload, name) || costMetrics(workload).some((metric) => metric.name === name && metric.adds_up);
}

export function measureLabel(workload, name) {
  return isMoney(workload, name) ? text(name) : metricLabel(workload, name);
}

/** A sentence that explains a metric. */
export function measureHelp(workload, name) {
  return isMoney(workload, name) ? text(`${name}?`) : metricHelp(workload, name);
}

/** The format of a metric, of one of money in a currency that may be unknown. */
export function measureFormat(workload, name, currency = null) {
  if (!isMoney(workload, name)) {
    return metricFormat(workload, name);
  }
  return currency ? moneyFormat(currency) : 'level';
}
