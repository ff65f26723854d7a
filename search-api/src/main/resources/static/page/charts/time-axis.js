import { clock, day, month, monthDay } from '../metric/format.js';
import { speaker } from '../language/language.js';
import { fromLocal, toLocal } from '../time/zone.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Pixels that the label of an hour, and that of a day, need with the gap after it. */
const HOUR_WIDTH = 52;
const DAY_WIDTH = 84;

/** On narrower charts days are named without their weekday, which would not fit at the edge. */
const WITH_WEEKDAY = 480;

/** Approximate pixels next to the labels of the value axis. */
const VALUE_AXIS = 60;

const DAY_MINUTES = 1_440;
const WEEK_DAYS = 7;
const DATE_LENGTH = 'yyyy-mm-dd'.length;
const MINUTE = 60_000;

/** Minutes between labels: whole parts of an hour, of a day, then whole days. */
const STEPS = [1, 2, 5, 10, 15, 30, 60, 120, 180, 240, 360, 720, 1, 2, 3, 5, 7, 10, 15, 30].map((step, at) => (at < 12 ? step : step * DAY_MINUTES));

/**
 * The points of a time axis that have a label, as a map from index to label, on a chart of `width` pixels. Hours are
 * labelled at whole steps of the clock of the zone; the first label of each day names the day. Every label belongs to
 * its point, so it is under the bar of that point.
 */
export function axisLabels(drawing, width) {
  const { times, interval, zone } = drawing;
  if (interval !== 'hour') {
    const [name, labelWidth] = dayLabels(interval, width);
    const step = stepThatFits(times.map((_, at) => at * DAY_MINUTES), labelWidth, width) / DAY_MINUTES;
    const mark = (at) => (isPartial(drawing, at) ? `\n${text(`partial:${interval}`)}` : '');
    return new Map(times.map((time, at) => [at, name(time, zone) + mark(at)]).filter(([at]) => at % step === 0));
  }
  // Minutes of the local clock, counted through all days: clocks that change only shift a label.
  const minutes = times.map((time) => Date.parse(`${toLocal(Date.parse(time), zone)}Z`) / MINUTE);
  const step = stepThatFits(minutes, HOUR_WIDTH, width);
  const chosen = minutes.map((minute, at) => [Math.floor(minute / step), at]).filter(([part, at]) => at === 0 || part !== Math.floor(minutes[at - 1] / step));
  const first = chosen.length > 1 && tooClose(chosen[0][1], chosen[1][1], times.length, width) ? chosen.slice(1) : chosen;
  const days = minutes.map((minute) => Math.floor(minute / DAY_MINUTES));
  const severalDays = days[0] !== days.at(-1);
  let named = null;
  return new Map(first.map(([, at]) => {
    const isNew = severalDays && days[at] !== named;
    named = days[at];
    return [at, clock(times[at], zone) + (isNew ? `\n${monthDay(times[at], zone)}` : '')];
  }));
}

/**
 * How days, or the first days of weeks and months, are named, and how many pixels that needs.
 *
 * @returns {[(time: any, zone: string) => string, number]}
 */
function dayLabels(interval, width) {
  if (interval === 'month') {
    return [month, HOUR_WIDTH];
  }
  return interval === 'week' || width < WITH_WEEKDAY ? [monthDay, HOUR_WIDTH] : [day, DAY_WIDTH];
}

/** Whether the period begins after the day, week or month of a point has begun, or ends before that has ended. */
export function isPartial({ times, interval, zone, from, end }, at) {
  if (interval === 'hour' || (at > 0 && at < times.length - 1)) {
    return false;
  }
  const start = Date.parse(times[at]);
  return start < Date.parse(from) || endOf(interval, start, zone) > Date.parse(end);
}

function endOf(interval, start, zone) {
  const [year, monthOfYear, dayOfMonth] = toLocal(start, zone).slice(0, DATE_LENGTH).split('-').map(Number);
  const next = {
    day: Date.UTC(year, monthOfYear - 1, dayOfMonth + 1),
    week: Date.UTC(year, monthOfYear - 1, dayOfMonth + WEEK_DAYS),
    month: Date.UTC(year, monthOfYear, 1),
  }[interval];
  return fromLocal(`${new Date(next).toISOString().slice(0, DATE_LENGTH)}T00:00`, zone);
}

function stepThatFits(minutes, labelWidth, width) {
  const most = Math.max(1, Math.floor((width - VALUE_AXIS) / labelWidth));
  const length = minutes.at(-1) - minutes[0] + (minutes.length > 1 ? minutes[1] - minutes[0] : 1);
  return STEPS.find((step) => step >= length / minutes.length && length / step <= most) ?? STEPS.at(-1);
}

function tooClose(first, second, points, width) {
  return ((second - first) / points) * (width - VALUE_AXIS) < HOUR_WIDTH;
}
