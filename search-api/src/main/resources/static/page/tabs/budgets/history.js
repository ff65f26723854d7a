import { button, element, setChildren } from '../../dom/element.js';
import { formatValue, fullMinute, moment } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { measureFormat, measureLabel } from '../../money/measures.js';
import { faultInWords } from '../../problem/problem.js';
import { get, Problem } from '../../request/api.js';
import { table } from '../../table/table.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Shows the ended periods of a budget. */
export async function openHistory(dialog, budget, view) {
  const place = element('div', {});
  setChildren(dialog, dialogHead(dialog, `${budget.budget} · ${text('history')}`), place);
  dialog.showModal();
  try {
    const { periods } = await get(`/budgets/${encodeURIComponent(budget.budget)}/periods`);
    setChildren(place, periods.length === 0 ? element('p', {}, text('noPeriods')) : periodTable(budget, periods, view));
  } catch (fault) {
    complain(place, fault);
  }
}

/** The head of a dialog, with its name and a button that closes it. */
export function dialogHead(dialog, title) {
  return element('header', {}, element('h2', {}, title), button(text('cancel'), () => dialog.close()));
}

/** Says in a dialog why the API refused. */
export function complain(place, fault) {
  if (!(fault instanceof Problem)) {
    throw fault;
  }
  setChildren(place, element('p', { className: 'bad', attributes: { role: 'alert' } }, faultInWords(fault)));
}

function periodTable(budget, periods, view) {
  const columns = [
    { label: text('period') }, { label: text('account') }, { label: text('amount'), numeric: true },
    { label: text('percent'), numeric: true }, { label: text('levels') },
  ];
  const rows = periods.map((period) => [
    { text: moment(period.from, view.zone), title: `${period.from} – ${period.to}` },
    period.label ? { text: period.label, title: period.value } : period.value ?? text('all'),
    amountInWords(budget, period),
    formatValue('percent', period.percent),
    { text: period.levels.map(levelInWords).join(', '), title: period.levels.map((level) => fullMinute(level.at, view.zone)).join(', ') },
  ]);
  return table(text('history'), columns, rows);
}

/** Usage and amount in the measure that the budget had then, which is named where it has another one now. */
function amountInWords({ workload, measure, currency }, period) {
  const format = measureFormat(workload, period.measure, currency);
  const amount = `${formatValue(format, Number(period.used))} / ${formatValue(format, Number(period.amount))}`;
  return period.measure === measure ? amount : `${amount} · ${measureLabel(workload, period.measure)}`;
}

function levelInWords({ level, projected, late }) {
  const remarks = [projected && text('projection'), late && text('late')].filter(Boolean);
  return formatValue('percent', level) + (remarks.length > 0 ? ` (${remarks.join(', ')})` : '');
}
