import { speaker } from '../language/language.js';
import { formatValue, fullMinute } from '../metric/format.js';

export const TEXTS = {
  en: {
    noPrices: 'There is no price list yet. A super-admin can store one: bin/tidemark settings put price-lists.',
    prices: 'Prices of {list}, as of {time}', inexact: 'A price changed inside a window: it counts from the next window on.',
    unpriced: '{usage} without a price are left out: {models}', unpricedUsage: '{usage} without a price are left out',
    calls: '{count} calls', tokens: '{count} tokens',
  },
  zh: {
    noPrices: '还没有价格表。超级管理员可以保存一份：bin/tidemark settings put price-lists。',
    prices: '价格表 {list}，截至 {time}', inexact: '有价格在统计窗口中途变动，从下一个窗口起生效。',
    unpriced: '{usage}没有价格，不计在内：{models}', unpricedUsage: '{usage}没有价格，不计在内',
    calls: '{count} 次', tokens: '{count} 个 token ',
  },
};

const text = speaker(TEXTS);

/** The prices of the amounts of an answer in words, and whether they are exact. */
export function pricesInWords({ currency, price_list: list, prices_as_of: time, exact }, zone) {
  if (!currency) {
    return text('noPrices');
  }
  const prices = text('prices', { list, time: fullMinute(time, zone) });
  return exact ? prices : `${prices} · ${text('inexact')}`;
}

/** Usage that the amounts of an answer leave out; null when all has a price. */
export function unpricedInWords({ unpriced }) {
  const amount = unpriced && unpricedAmount(unpriced);
  if (!amount) {
    return null;
  }
  const models = unpriced.models.join(', ');
  const usage = unpriced.calls > 0 ? text('calls', { count: amount }) : amount;
  return text(models ? 'unpriced' : 'unpricedUsage', { usage, models });
}

/** The calls without a price, or the tokens without one of calls whose rest has a price; null when all has a price. */
export function unpricedAmount({ calls, total_tokens: tokens }) {
  if (calls > 0) {
    return formatValue('count', calls);
  }
  return tokens > 0 ? text('tokens', { count: formatValue('count', tokens) }) : null;
}
