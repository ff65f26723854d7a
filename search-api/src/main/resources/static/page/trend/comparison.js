import { isAborted, Problem } from '../request/api.js';
import { firstKept } from '../time/period.js';
import { serverNow } from '../time/server-clock.js';
import { moveTime, stepOf } from '../time/step.js';

/** What a trend can be compared with; the first is the default. */
export const COMPARISONS = ['none', 'previous', 'week'];

/** A week has the same days at any time of the year, months have not. */
const WEEK = { days: 7 };

/** The comparisons that fit a trend: only a whole has one line to be compared with. */
export function comparisonsOf({ divided, chart, interval }) {
  const [none, previous, week] = COMPARISONS;
  if (divided && chart !== 'stacked') {
    return [none];
  }
  return interval === 'month' ? [none, previous] : [none, previous, week];
}

/** The period that `period` is compared with, on the clock of the view's zone. */
export function comparedPeriod(view, period, comparison) {
  const step = comparison === 'week' ? WEEK : stepOf(view, period);
  const [from, to] = [period.from, period.to].map((time) => moveTime(time, step, -1, view.zone));
  // A shorter month ends where the next begins.
  return { from, to: step.months && Date.parse(to) > Date.parse(period.from) ? period.from : to };
}

/** Asks for the whole over the compared period, as `{ from, to, values }`; values are null where that period cannot be had. */
export async function askCompared(view, answer, comparison, askTrend) {
  if (comparison === COMPARISONS[0]) {
    return null;
  }
  const period = comparedPeriod(view, answer, comparison);
  if (Date.parse(period.from) < firstKept(serverNow())) {
    return { ...period, values: null };
  }
  try {
    const [whole] = (await askTrend(period)).series;
    return { ...period, values: valuesFrom(whole.points, period.from) };
  } catch (fault) {
    // A trend without a comparison is still a trend.
    if (!(fault instanceof Problem) || isAborted(fault)) {
      throw fault;
    }
    return { ...period, values: null };
  }
}

/** The values from the point on that holds a time: the server may have widened the period. */
function valuesFrom(points, from) {
  const first = points.findLastIndex((point) => Date.parse(point.time) <= Date.parse(from));
  return points.slice(Math.max(0, first)).map((point) => point.value);
}
