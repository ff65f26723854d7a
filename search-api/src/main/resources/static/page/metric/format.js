import { locale, speaker } from '../language/language.js';

export const TEXTS = {
  en: {
    points: '{value} pp', ms: '{value} ms', s: '{value} s', min: '{value} min', h: '{value} h', d: '{value} d',
    B: '{value} B', kB: '{value} kB', MB: '{value} MB', GB: '{value} GB', TB: '{value} TB',
  },
  zh: {
    points: '{value} 个百分点', ms: '{value} ms', s: '{value} 秒', min: '{value} 分钟', h: '{value} 小时', d: '{value} 天',
    B: '{value} B', kB: '{value} kB', MB: '{value} MB', GB: '{value} GB', TB: '{value} TB',
  },
};

const text = speaker(TEXTS);

/** Stands for a value that was not reported. */
export const UNKNOWN = '–';

/** Counts from here on are shortened. */
const SHORTEN_FROM = 1_000_000;

/** From this many times the value before, a percentage is hard to read. */
const MANY_FOLD = 10;

/** Before the currency of a format of amounts. */
const MONEY = 'money:';

/** The unit of the schema for amounts of `MICROS` to one of this currency. */
const MICRO_MONEY = 'money';
const MICRO_CURRENCY = 'USD';
const MICROS = 1e6;

/** Digits of amounts after the point: usual ones, small ones, and all. */
const CENTS = 2;
const CENT_PARTS = 4;
const NANOS = 9;

const BYTE_UNITS = ['B', 'kB', 'MB', 'GB', 'TB'];

const BEFORE_CLOCK = /, (?=\d\d:)/;

const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** Delays from here on are in days. */
const LONG_DELAY = 2 * DAY;

/** Formats of whole things. */
const COUNTED = new Set(['count', 'tokens', 'bytes']);

/** Whether values of this format are whole numbers. */
export function isWhole(format) {
  return COUNTED.has(format);
}

/**
 * A value as people read it: large counts shortened, ratios in percent, times in fitting units. The format is a unit of
 * the schema (`count`, `tokens`, `bytes`, `ms`, `seconds`, `money`, `ratio`), `percent` for a ratio times 100, `span` for
 * long times in milliseconds, `delay` for those between two moments, `level` for a mean of counts, or `money:` and a currency.
 */
export function formatValue(format, value) {
  if (!Number.isFinite(value)) {
    return UNKNOWN;
  }
  if (isMoney(format)) {
    return amount(format, value, Math.abs(value) < 1 ? CENT_PARTS : CENTS);
  }
  switch (format) {
    case 'ratio': return number(value, { style: 'percent', maximumFractionDigits: 1 });
    case 'percent': return formatValue('ratio', value / 100);
    case 'ms': return duration(value);
    case 'span': return span(value);
    case 'delay': return value < LONG_DELAY ? span(value) : inUnit('d', value / DAY, 1);
    case 'seconds': return span(value * SECOND);
    case 'bytes': return bytes(value);
    case MICRO_MONEY: return number(value / MICROS, { style: 'currency', currency: MICRO_CURRENCY, currencyDisplay: 'narrowSymbol' });
    case 'level': return number(value, { maximumFractionDigits: 2 });
    case 'tokens': return count(Math.round(value));
    default: return count(value);
  }
}

/** The value in full, for hover. */
export function exact(format, value) {
  if (!Number.isFinite(value)) {
    return UNKNOWN;
  }
  if (isMoney(format)) {
    return amount(format, value, NANOS);
  }
  switch (format) {
    case 'ratio': return number(value, { style: 'percent', maximumFractionDigits: 4 });
    case 'ms':
    case 'span':
    case 'delay': return inUnit('ms', value, 3);
    case 'seconds': return inUnit('s', value, 3);
    case 'bytes': return inUnit('B', value, 0);
    case 'tokens': return number(value, { maximumFractionDigits: 0 });
    case MICRO_MONEY: return number(value / MICROS, { style: 'currency', currency: MICRO_CURRENCY, currencyDisplay: 'narrowSymbol', maximumFractionDigits: 6 });
    default: return number(value, { maximumFractionDigits: 6 });
  }
}

/** The value as files hold it: amounts in whole units of their currency. */
export function plainValue(format, value) {
  return format === MICRO_MONEY && Number.isFinite(value) ? value / MICROS : value ?? null;
}

/** The currency of values of a format; null where they are no amounts. */
export function currencyOf(format) {
  if (format === MICRO_MONEY) {
    return MICRO_CURRENCY;
  }
  return isMoney(format) ? format.slice(MONEY.length) : null;
}

/**
 * The change of a value: in percent of the value before, or how many fold; ratios in percentage points. Null when
 * that says nothing.
 */
export function change(format, before, now) {
  if (!Number.isFinite(before) || !Number.isFinite(now)) {
    return null;
  }
  if (format === 'ratio') {
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

function isMoney(format) {
  return format.startsWith(MONEY);
}

function amount(format, value, decimals) {
  return number(value, {
    style: 'currency', currency: currencyOf(format), currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: CENTS, maximumFractionDigits: decimals,
  });
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

function bytes(value) {
  const at = Math.min(BYTE_UNITS.length - 1, Math.max(0, Math.floor(Math.log10(Math.abs(value) || 1) / 3)));
  return inUnit(BYTE_UNITS[at], value / 1_000 ** at, 1);
}

function inUnit(unit, value, decimals) {
  return text(unit, { value: number(value, { maximumFractionDigits: decimals }) });
}

/** A time of the clock of `zone`, to the minute. */
export function moment(iso, zone) {
  return time(iso, { timeZone: zone, month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** A time of the clock of `zone`, to the minute, with its year where that is not the year of `now`. */
export function momentSeenAt(now, iso, zone) {
  const year = (at) => time(at, { timeZone: zone, year: 'numeric' });
  return year(iso) === year(new Date(now).toISOString()) ? moment(iso, zone) : fullMinute(iso, zone);
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

/** A month of the calendar of `zone`. */
export function month(iso, zone) {
  return time(iso, { timeZone: zone, year: 'numeric', month: '2-digit' });
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
  // English puts a comma between day and clock.
  return Number.isNaN(millis) ? UNKNOWN : format(Intl.DateTimeFormat, options).format(millis).replace(BEFORE_CLOCK, ' ');
}
