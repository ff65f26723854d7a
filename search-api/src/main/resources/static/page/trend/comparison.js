import { amountOf } from '../money/money.js';
import { isAborted, Problem } from '../request/api.js';
import { firstKept } from '../time/period.js';
import { serverNow } from '../time/server-clock.js';
import { monthOf, moveTime, stepOf } from '../time/step.js';
import { toLocal } from '../time/zone.js';

/** What a trend can be compared with; the first is the default. */
export const COMPARISONS = ['none', 'previous', 'week'];

/** A week has the same days at any time of the year, months have not. */
const WEEK = { days: 7 };

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** The comparisons that fit a trend over a period: only a whole has one line to be compared with. */
export function comparisonsOf({ divided, chart, interval }, view, period) {
  const [none, ...others] = COMPARISONS;
  if (divided && chart !== 'stacked') {
    return [none];
  }
  return [none, ...others.filter((name) => fits(stepTo(view, period, name), interval))];
}

/** @returns {import('../time/step.js').Step} */
function stepTo(view, period, comparison) {
  return comparison === 'week' ? WEEK : stepOf(view, period);
}

/**
 * Whether points a step apart are parts of days, weeks or months that are equally long.
 *
 * @param {import('../time/step.js').Step} step
 */
function fits({ months, days, hours }, interval) {
  switch (interval) {
    case 'day': return !hours;
    case 'week': return days % WEEK.days === 0;
    case 'month': return months > 0;
    default: return true;
  }
}

/** The period that `period` is compared with, on the clock of the view's zone. */
export function comparedPeriod(view, period, comparison) {
  const step = stepTo(view, period, comparison);
  const [from, to] = [period.from, period.to].map((time) => moveTime(time, step, -1, view.zone));
  // A shorter month ends where the next begins.
  return { from, to: step.months && Date.parse(to) > Date.parse(period.from) ? period.from : to };
}

/**
 * Asks for the whole over the compared period, as `{ from, to, values, totals }` with one value, and one running total, for
 * each point of the answer; both are null where that period cannot be had.
 */
export async function askCompared(view, answer, comparison, askTrend) {
  if (comparison === COMPARISONS[0]) {
    return null;
  }
  const period = comparedPeriod(view, answer, comparison);
  const step = stepTo(view, answer, comparison);
  // Months of the deployment may be other ones than those of the view.
  if (!fits(step, answer.interval) || Date.parse(period.from) < firstKept(serverNow())) {
    return { ...period, values: null, totals: null };
  }
  try {
    const [whole] = (await askTrend(period)).series;
    const beside = pointsBeside(answer, period, whole.points, clockOf(step, answer.interval, view.zone));
    return { ...period, values: valuesOf(beside), totals: totalsOf(beside) };
  } catch (fault) {
    // A trend without a comparison is still a trend.
    if (!(fault instanceof Problem) || isAborted(fault)) {
      throw fault;
    }
    return { ...period, values: null, totals: null };
  }
}

/** The points of the compared period on a clock, in their order, and for each point of the answer the time that it is compared with. */
export function pointsBeside(answer, period, points, { read, unit }) {
  const apart = Math.round((read(answer.from) - read(period.from)) / unit) * unit;
  const timeIn = ({ from }, { time }) => read(Date.parse(time) < Date.parse(from) ? from : time);
  // The server may have widened the period.
  const first = points.findLastIndex(({ time }) => Date.parse(time) <= Date.parse(period.from));
  return {
    times: answer.series[0].points.map((point) => timeIn(answer, point) - apart),
    points: points.slice(Math.max(0, first)).map((point) => ({ time: timeIn(period, point), value: amountOf(point.value) })),
  };
}

/** The compared value of each time: null where there is none, as in an hour that clocks skip. */
export function valuesOf({ times, points }) {
  const values = new Map();
  for (const { time, value } of points) {
    values.set(time, [...(values.get(time) ?? []), value]);
  }
  // Where clocks go back, an hour is there twice.
  return times.map((time) => values.get(time)?.shift() ?? null);
}

/** The sum of all compared values up to each time, also of those without a point: clocks skip and repeat hours. */
export function totalsOf(beside) {
  let [sum, at] = [0, 0];
  return valuesOf(beside).map((value, index) => {
    for (; beside.points[at]?.time <= beside.times[index]; at++) {
      sum += beside.points[at].value ?? 0;
    }
    return value === null ? null : sum;
  });
}

/**
 * How times of points are read to be compared, and the unit of which a step is a whole number.
 *
 * @param {import('../time/step.js').Step} step
 */
export function clockOf({ hours }, interval, zone) {
  const local = (time) => toLocal(Date.parse(time), zone);
  if (interval === 'month') {
    return { read: (time) => monthOf(local(time)), unit: 1 };
  }
  return hours ? { read: Date.parse, unit: HOUR } : { read: (time) => Date.parse(`${local(time)}Z`), unit: DAY };
}
