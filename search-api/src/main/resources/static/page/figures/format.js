import { locale, speaker } from '../language/language.js';

export const TEXTS = {
  en: { points: '{value} pp', ms: '{value} ms', s: '{value} s', min: '{value} min', h: '{value} h' },
  zh: { points: '{value} 个百分点', ms: '{value} ms', s: '{value} 秒', min: '{value} 分钟', h: '{value} 小时' },
};

const text = speaker(TEXTS);

/** What stands where nothing is known. */
export const UNKNOWN = '–';

/** Counts from here on are shortened. */
const SHORTEN_FROM = 1_000_000;

/** Percentages of more than this many times what it was are hard to read. */
const MANY_FOLD = 10;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** What a figure is measured in; a count unless its name is here or says so. */
const KINDS = {
  run_time_total_ms: 'span',
  'training.run_time_ms': 'span',
  active_seconds: 'seconds',
  cost_micros: 'cost',
  mean: 'level',
};

/** `count`, `share` (of 1), `duration` and `span` (ms), `seconds`, `cost` (millionths of a dollar), `level`. */
export function kindOf(name) {
  if (name in KINDS) {
    return KINDS[name];
  }
  if (name.endsWith('_rate') || name.endsWith('_ratio') || name === 'share') {
    return 'share';
  }
  return name.includes('_ms') ? 'duration' : 'count';
}

/** A figure as people read it: large counts shortened, rates in percent, times in fitting units. */
export function figure(name, value) {
  if (!Number.isFinite(value)) {
    return UNKNOWN;
  }
  switch (kindOf(name)) {
    case 'share': return number(value, { style: 'percent', maximumFractionDigits: 1 });
    case 'duration': return duration(value);
    case 'span': return span(value);
    case 'seconds': return span(value * SECOND);
    case 'cost': return number(value / 1e6, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol' });
    case 'level': return number(value, { maximumFractionDigits: 2 });
    default: return count(value);
  }
}

/** The figure in full, for hover. */
export function exact(name, value) {
  if (!Number.isFinite(value)) {
    return UNKNOWN;
  }
  switch (kindOf(name)) {
    case 'share': return number(value, { style: 'percent', maximumFractionDigits: 4 });
    case 'duration':
    case 'span': return inUnit('ms', value, 3);
    case 'seconds': return inUnit('s', value, 3);
    case 'cost': return number(value / 1e6, { style: 'currency', currency: 'USD', currencyDisplay: 'narrowSymbol', maximumFractionDigits: 6 });
    default: return number(value, { maximumFractionDigits: 6 });
  }
}

/**
 * By how much a figure changed: in percent of what it was, or how many fold; shares in percentage points. Null when
 * that says nothing.
 */
export function change(name, before, now) {
  if (!Number.isFinite(before) || !Number.isFinite(now)) {
    return null;
  }
  if (kindOf(name) === 'share') {
    return text('points', { value: number((now - before) * 100, { maximumFractionDigits: 2, signDisplay: 'exceptZero' }) });
  }
  if (before === 0) {
    return null;
  }
  if (now / before >= MANY_FOLD) {
    return `×${number(now / before, { maximumFractionDigits: 0 })}`;
  }
  return number((now - before) / before, { style: 'percent', maximumFractionDigits: 1, signDisplay: 'exceptZero' });
}

function count(value) {
  return Math.abs(value) < SHORTEN_FROM
    ? number(value, { maximumFractionDigits: 2 })
    : number(value, { notation: 'compact', maximumFractionDigits: 2 });
}

function duration(millis) {
  if (millis < SECOND) {
    return inUnit('ms', millis, 0);
  }
  return millis < 10 * MINUTE
    ? inUnit('s', millis / SECOND, 2)
    : span(millis);
}

/** A long time in its largest fitting unit. */
function span(millis) {
  if (millis < MINUTE) {
    return inUnit('s', millis / SECOND, 1);
  }
  return millis < HOUR
    ? inUnit('min', millis / MINUTE, 1)
    : inUnit('h', millis / HOUR, 1);
}

function inUnit(unit, value, decimals) {
  return text(unit, { value: number(value, { maximumFractionDigits: decimals }) });
}

/** A time of the clock of `zone`, to the minute. */
export function moment(iso, zone) {
  return time(iso, { timeZone: zone, month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** A time of the clock of `zone`, to the minute, with its year. */
export function fullMinute(iso, zone) {
  return time(iso, {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23',
  });
}

/** A time of the clock of `zone`, to the second, with its year. */
export function fullMoment(iso, zone) {
  return time(iso, {
    timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit',
    hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23',
  });
}

/** A day of the calendar of `zone`. */
export function day(iso, zone) {
  return time(iso, { timeZone: zone, weekday: 'short', month: '2-digit', day: '2-digit' });
}

/** A day of the calendar of `zone`, as short as it can be. */
export function monthDay(iso, zone) {
  return time(iso, { timeZone: zone, month: '2-digit', day: '2-digit' });
}

/** The clock of `zone` without the day. */
export function clock(iso, zone) {
  return time(iso, { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

// Making a format takes longer than using it.
const formats = new Map();

function format(type, options) {
  const key = `${type.name} ${locale()} ${JSON.stringify(options)}`;
  if (!formats.has(key)) {
    formats.set(key, new type(locale(), options));
  }
  return formats.get(key);
}

function number(value, options = {}) {
  return format(Intl.NumberFormat, options).format(value);
}

function time(iso, options) {
  const millis = Date.parse(iso);
  return Number.isNaN(millis) ? UNKNOWN : format(Intl.DateTimeFormat, options).format(millis);
}
