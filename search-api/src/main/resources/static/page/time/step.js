import { firstKept } from './period.js';
import { fromLocal, toLocal } from './zone.js';

const HOUR = 3_600_000;
const DAY_HOURS = 24;
const YEAR_MONTHS = 12;
const DATE_LENGTH = 'yyyy-mm-dd'.length;
const MONTH_START = /-01T00:00$/;

/** Periods of the calendar by the time after which the next one begins. */
const MONTHS = { this_month: 1, last_month: 1, this_quarter: 3, '13m': 13 };
const DAYS = { today: 1, this_week: 7, '30d': 30, '90d': 90 };

/**
 * How long after a period of the view the next one begins: months, days or hours. A day and its running hour are one day:
 * days are compared with days at the same time of the clock.
 *
 * @returns {Step}
 */
export function stepOf(view, { from, to }) {
  const [start, end] = [from, to].map((time) => toLocal(Date.parse(time), view.zone));
  const months = MONTHS[view.range] ?? (MONTH_START.test(end) ? monthOf(end) - monthOf(start) : 0);
  // The months of the server begin at a midnight of its own: elsewhere they are that many days.
  if (months > 0 && MONTH_START.test(start)) {
    return { months };
  }
  const days = DAYS[view.range] ?? Math.floor(hoursBetween(`${start}Z`, `${end}Z`) / DAY_HOURS);
  return days > 0 ? { days } : { hours: hoursBetween(from, to) };
}

/** @typedef {{ months?: number, days?: number, hours?: number }} Step one of the three */

/** A time some steps later, or earlier where `times` is negative, on the clock of the zone: days may have 23 or 25 hours. */
export function moveTime(time, { months = 0, days = 0, hours = 0 }, times, zone) {
  if (hours > 0) {
    return new Date(Date.parse(time) + times * hours * HOUR).toISOString();
  }
  const local = toLocal(Date.parse(time), zone);
  const [year, month, day] = local.slice(0, DATE_LENGTH).split('-').map(Number);
  const date = new Date(Date.UTC(year, month - 1 + times * months, day + times * days));
  return new Date(fromLocal(date.toISOString().slice(0, DATE_LENGTH) + local.slice(DATE_LENGTH), zone)).toISOString();
}

/**
 * The period one step earlier (`times` is -1) or later (1): one that reaches beyond now has no end. Null after the running
 * one, and before all that is kept.
 */
export function neighborOf(view, period, times, now) {
  if (times > 0 && Date.parse(period.to) >= now) {
    return null;
  }
  const step = stepOf(view, period);
  const from = moveTime(period.from, step, times, view.zone);
  // A month that still continues follows a whole one.
  const to = times < 0 && (view.range in MONTHS || view.range in DAYS) ? new Date(period.from).toISOString() : moveTime(period.to, step, times, view.zone);
  return Date.parse(from) < firstKept(now) ? null : { range: null, from, to: Date.parse(to) >= now ? null : to };
}

function hoursBetween(from, to) {
  return Math.round((Date.parse(to) - Date.parse(from)) / HOUR);
}

/** The number of a month, one more than that of the month before. */
export function monthOf(local) {
  const [year, month] = local.split('-').map(Number);
  return year * YEAR_MONTHS + month;
}
