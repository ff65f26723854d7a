import { amountOf } from '../money/money.js';

export { pairHeight, pairOption } from '../charts/pair-chart.js';

/** The parts with the values of another metric that their answer has; what is left over has the rest of its `total`. */
export function addBeside(parts, answer, metric, total) {
  const values = answer.groups.map((group) => amountOf(group.metrics?.[metric]));
  const rest = total === null ? null : total - values.reduce((sum, value) => sum + (value ?? 0), 0);
  return parts.map((part, at) => ({ ...part, beside: at < values.length ? values[at] : rest }));
}
