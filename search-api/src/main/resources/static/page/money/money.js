import { change, formatValue, UNKNOWN } from '../metric/format.js';

/** The format of amounts in a currency, for charts and tables. */
export function moneyFormat(currency) {
  return `money:${currency}`;
}

/** The number of an amount, which the API sends as decimal text; null when it is unknown. */
export function amountOf(text) {
  return text === null || text === undefined ? null : Number(text);
}

/** An amount as people read it, and in full for hover. */
export function money(text, currency) {
  if (text === null || text === undefined || !currency) {
    return { text: UNKNOWN, title: '' };
  }
  const format = moneyFormat(currency);
  return { text: formatValue(format, Number(text)), title: `${text} ${currency}` };
}

/** How an amount changed; null when that says nothing. */
export function moneyChange(before, now) {
  return change('count', amountOf(before), amountOf(now));
}

