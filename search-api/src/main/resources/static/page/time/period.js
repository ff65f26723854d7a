/** The periods that have a name; each is so many complete hours and the running one. */
export const RANGES = ['2h', '12h', '1d', '3d', '7d', '30d'];
export const DEFAULT_RANGE = '1d';

/** UTC days that are kept, today included. */
export const KEPT_DAYS = 30;

const HOUR = 3_600_000;
const HOURS = { '2h': 3, '12h': 13, '1d': 25, '3d': 73, '7d': 169, '30d': KEPT_DAYS * 24 };

/** Points that an answer may have; a percentile is made from many numbers. */
const MOST_POINTS = 2_000;
export const MOST_PERCENTILES = 900;

/** Longest period, in hours, that is shown by hour when nothing is said. */
const HOURLY_UP_TO = 73;

export function isRange(name) {
  return RANGES.includes(name);
}

/** Hours of the view's period, about. */
export function hoursOf(view, now) {
  if (view.range) {
    return HOURS[view.range];
  }
  const to = view.to ? Date.parse(view.to) : now;
  return Math.max(1, Math.ceil((to - Date.parse(view.from)) / HOUR));
}

/** The intervals that `series` lines over the period may have without being too many points. */
export function intervals(view, now, series = 1, most = MOST_POINTS) {
  return hoursOf(view, now) * series <= most ? ['hour', 'day'] : ['day'];
}

/** The interval of a chart: the wanted one where it is allowed, otherwise what suits the period. */
export function intervalOf(view, now, series = 1, most = MOST_POINTS) {
  const allowed = intervals(view, now, series, most);
  if (allowed.includes(view.options.interval)) {
    return view.options.interval;
  }
  return allowed.includes('hour') && hoursOf(view, now) <= HOURLY_UP_TO ? 'hour' : 'day';
}

/** Whether a period of equal length before this one is still kept; the server knows it to the hour. */
export function hasPeriodBefore(view, now) {
  return hoursOf(view, now) <= (KEPT_DAYS / 2 - 1) * 24;
}

/** The start of the first day that is kept, in milliseconds. */
export function firstKept(now) {
  const today = new Date(now);
  return Date.UTC(today.getUTCFullYear(), today.getUTCMonth(), today.getUTCDate() - (KEPT_DAYS - 1));
}

/** What the API takes for the view's period. */
export function periodParameters(view) {
  return view.range ? { range: view.range } : { from: view.from, to: view.to };
}
