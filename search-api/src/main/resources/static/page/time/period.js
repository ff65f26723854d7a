import { retention } from '../schema/schema.js';
import { isTimeKnown } from './server-clock.js';
import { fromLocal, toLocal } from './zone.js';

/** The periods that end with the running hour; each is so many complete hours and that one. */
export const RANGES = ['2h', '12h', '1d', '3d', '7d', '30d'];
export const DEFAULT_RANGE = '1d';

/** Periods of the calendar, by the days of the deployment's day zone. */
export const CALENDAR = ['today', 'this_week', 'this_month', 'last_month', 'this_quarter', '90d', '13m'];

/** Lengths of one point. */
export const INTERVALS = ['hour', 'day', 'week', 'month'];

const HOUR = 3_600_000;
const DAY_HOURS = 24;
const HOURS = { '2h': 3, '12h': 13, '1d': 25, '3d': 73, '7d': 169, '30d': 30 * DAY_HOURS };

const QUARTER = 3;
const MONTHS_BACK = 12;
const DAYS_BACK = 89;

/** Points that an answer may have; a percentile is made from many numbers. */
const MOST_POINTS = 2_000;
export const MOST_PERCENTILES = 900;

/** Longest period, in hours, that is shown by hour, and by day, when nothing is said. */
const HOURLY_UP_TO = 73;
const DAILY_UP_TO = 93 * DAY_HOURS;

export function isRange(name) {
  return RANGES.includes(name) || CALENDAR.includes(name);
}

/** Hours of the view's period, about. */
export function hoursOf(view, now) {
  if (HOURS[view.range]) {
    return HOURS[view.range];
  }
  const [from, to] = boundsOf(view, now);
  return Math.max(1, Math.ceil((to - from) / HOUR));
}

/** The period of the view in whole hours, about: days of the deployment may begin at other times. */
export function periodOf(view, now) {
  const end = (Math.floor(now / HOUR) + 1) * HOUR;
  const hours = HOURS[view.range];
  const [from, to] = hours ? [end - hours * HOUR, end] : boundsOf(view, now);
  const start = view.range ? from : Math.floor(from / HOUR) * HOUR;
  return { from: new Date(start).toISOString(), to: new Date(Math.ceil(to / HOUR) * HOUR).toISOString() };
}

/** The intervals that `series` lines over the period may have without being too many points. */
export function intervals(view, now, series = 1, most = MOST_POINTS) {
  const hours = hoursOf(view, now);
  const fits = {
    hour: hours * series <= most && keepsHours(view, now),
    // A period that begins inside a day ends inside one more.
    day: (Math.ceil(hours / DAY_HOURS) + 1) * series <= most,
    week: true,
    month: true,
  };
  return INTERVALS.filter((name) => fits[name]);
}

/** The interval of a chart: the wanted one where it is allowed, otherwise what suits the period. */
export function intervalOf(view, now, series = 1, most = MOST_POINTS) {
  const allowed = intervals(view, now, series, most);
  if (allowed.includes(view.options.interval)) {
    return view.options.interval;
  }
  const hours = hoursOf(view, now);
  if (hours <= HOURLY_UP_TO && allowed.includes('hour')) {
    return 'hour';
  }
  return hours <= DAILY_UP_TO && allowed.includes('day') ? 'day' : 'month';
}

/** Whether a period of equal length before this one is still kept; the server knows it to the hour. */
export function hasPeriodBefore(view, now) {
  return hoursOf(view, now) <= (retention().hours / 2 - 1) * DAY_HOURS;
}

/** The start of the first day that is kept, in milliseconds. */
export function firstKept(now) {
  return daysBefore(now, retention().days);
}

/** The view over the part of its period of which records are kept; as it is where none are. */
export function inKeptRecords(view, now) {
  const first = daysBefore(now, retention().records);
  const isCut = view.from !== null && Date.parse(view.from) < first && (view.to === null || Date.parse(view.to) > first);
  return isCut ? { ...view, from: new Date(first).toISOString() } : view;
}

/** The parameters of the API for the period of the view. */
export function periodParameters(view) {
  return view.range ? { range: view.range } : { from: view.from, to: view.to };
}

/** Whether hours of the whole period are kept; by a clock that may be wrong that is not decided. */
function keepsHours(view, now) {
  if (HOURS[view.range] !== undefined || (!view.range && !isTimeKnown())) {
    return true;
  }
  const [from] = boundsOf(view, now);
  // The days of the deployment may begin up to a day earlier than those of the view.
  const spare = view.range ? DAY_HOURS * HOUR : 0;
  return from - spare >= daysBefore(now, retention().hours);
}

/** Start and end of a period that is not a number of hours. */
function boundsOf(view, now) {
  if (!view.range) {
    return [Date.parse(view.from), view.to ? Date.parse(view.to) : now];
  }
  const [year, month, day] = toLocal(now, view.zone).slice(0, 'yyyy-mm-dd'.length).split('-').map(Number);
  const start = (y, m, d) => fromLocal(`${new Date(Date.UTC(y, m, d)).toISOString().slice(0, 'yyyy-mm-dd'.length)}T00:00`, view.zone);
  const weekday = (new Date(Date.UTC(year, month - 1, day)).getUTCDay() + 6) % 7;
  switch (view.range) {
    case 'today': return [start(year, month - 1, day), now];
    case 'this_week': return [start(year, month - 1, day - weekday), now];
    case 'this_month': return [start(year, month - 1, 1), now];
    case 'last_month': return [start(year, month - 2, 1), start(year, month - 1, 1)];
    case 'this_quarter': return [start(year, month - 1 - ((month - 1) % QUARTER), 1), now];
    case '90d': return [start(year, month - 1, day - DAYS_BACK), now];
    default: return [start(year, month - 1 - MONTHS_BACK, 1), now];
  }
}

function daysBefore(now, days) {
  const today = new Date(now);
  return Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() - (days - 1));
}
