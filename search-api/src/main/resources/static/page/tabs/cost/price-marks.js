import { speaker } from '../../language/language.js';
import { isAborted, Problem } from '../../request/api.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Changes of prices of one period that are marked. */
const MOST = 200;
const MOST_NAMES = 3;

/** Changes of prices in the period, for marks on a trend of costs. */
export async function priceMarks(ask) {
  try {
    const { changes } = await ask(null, '/costs/price-changes', { limit: MOST });
    return changes.map((change) => ({ time: change.time, label: label(change) }));
  } catch (fault) {
    // A trend without marks is still a trend.
    if (!(fault instanceof Problem) && !isAborted(fault)) {
      throw fault;
    }
    return [];
  }
}

function label({ kind, price_list: list, revision, prices, count }) {
  if (kind === 'revision') {
    return text('priceRevision', { list, revision });
  }
  const names = prices.slice(0, MOST_NAMES).join(', ');
  return text('priceChange', { names: count > MOST_NAMES ? `${names}, +${count - MOST_NAMES}` : names });
}
