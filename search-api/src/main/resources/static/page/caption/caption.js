import { fullMinute } from '../metric/format.js';
import { accountFilters, filtersOf, NOT } from '../filters/fields.js';
import { speaker } from '../language/language.js';
import { dimensionLabel, valueLabel } from '../schema/labels.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/**
 * Period, filters, tenant and finality in words, one line each. Pictures and prints carry them, because the bars that
 * show them are not part of either. `filtered` is false for charts that follow the period alone.
 */
export function captionLines(view, me, workload, answer, filtered = true) {
  const [from, to] = [answer.from, answer.to].map((time) => fullMinute(time, view.zone));
  return [
    text('period', { from, to, zone: view.zone }),
    filtered ? text('filters', { filters: filtersInWords(view, me, workload) || text('none') }) : text('ownPeriodOnly'),
    text('tenant', { tenant: me.tenant, user: me.user }),
    ...(answer.complete_from ? [text('completeFrom', { time: fullMinute(answer.complete_from, view.zone) })] : []),
    ...('final_through' in answer ? [finality(view, answer)] : []),
  ];
}

/** Whether an answer holds windows that may still change. */
export function isProvisional(answer) {
  return !answer.final_through || Date.parse(answer.to) > Date.parse(answer.final_through);
}

function finality(view, answer) {
  if (!answer.final_through) {
    return text('nothingFinal');
  }
  return isProvisional(answer) ? text('provisional', { time: fullMinute(answer.final_through, view.zone) }) : text('final');
}

function filtersInWords(view, me, workload) {
  const filters = view.tab === 'cost' ? accountFilters(view.filters, me) : filtersOf(workload, view.filters);
  return Object.entries(filters).filter(([, values]) => values.length > 0).map(([name, values]) => {
    const not = name.startsWith(NOT);
    const field = not ? name.slice(NOT.length) : name;
    return `${dimensionLabel(workload, field)} ${not ? '≠' : '='} ${values.map((value) => valueLabel(workload, field, value)).join(', ')}`;
  }).join('; ');
}
