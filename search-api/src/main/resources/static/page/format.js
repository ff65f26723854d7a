import { currentLanguage } from './texts.js';

const UNKNOWN = '–';

/** A figure as people read it: large counts shortened, rates in percent, times in ms or s. */
export function figure(name, value) {
  if (value === null || value === undefined) {
    return UNKNOWN;
  }
  if (name.endsWith('_rate') || name.endsWith('_ratio')) {
    return number(value, { style: 'percent', maximumFractionDigits: 1 });
  }
  if (name.includes('_ms')) {
    return value < 1000
      ? `${number(value, { maximumFractionDigits: 0 })} ms`
      : `${number(value / 1000, { maximumFractionDigits: 2 })} s`;
  }
  return value < 1_000_000
    ? number(value)
    : number(value, { notation: 'compact', maximumFractionDigits: 2 });
}

/** The figure in full, for hover. */
export function exact(value) {
  return value === null || value === undefined ? UNKNOWN : number(value);
}

/** A moment in the reader's own time zone. */
export function moment(iso) {
  return new Intl.DateTimeFormat(locale(), { dateStyle: 'short', timeStyle: 'short' })
    .format(new Date(iso));
}

function number(value, options = {}) {
  return new Intl.NumberFormat(locale(), options).format(value);
}

function locale() {
  return currentLanguage() === 'zh' ? 'zh-CN' : 'en';
}
