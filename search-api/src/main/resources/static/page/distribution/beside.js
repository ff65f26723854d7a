import { amountOf } from '../money/money.js';

export { pairHeight, pairOption } from '../charts/pair-chart.js';

/** The parts with the values of another metric that their answer has; what is left over has the rest of its `total`. */
export function addBeside(parts, answer, metric, total) {
  const values = answer.groups.map((group) => amountOf(group.metrics?.[metric]));
  const sum = values.reduce((all, value) => all + (value ?? 0), 0);
  // Amounts have nine decimals at most: what binary fractions leave behind them is none of them.
  const rest = total === null ? null : Number((total - sum).toFixed(9));
  return parts.map((part, at) => ({ ...part, beside: at < values.length ? values[at] : rest }));
}
