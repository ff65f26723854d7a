import { button, element } from '../../dom/element.js';
import { exact, formatValue, moment } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { measureFormat, measureLabel } from '../../money/measures.js';
import { failureInWords } from '../../problem/problem.js';
import { valueLabel, workloadLabel } from '../../schema/labels.js';
import { openHistory } from './history.js';
import { openForm } from './form.js';
import { openRequest } from './requests.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** One budget with the bars of its accounts. */
export function budgetCard(budget, { view, page, dialog, isAdmin }) {
  const rest = budget.accounts_total - budget.accounts.length;
  return element(
    'article', { className: 'budget', data: { budget: budget.budget } },
    element(
      'header', {},
      element('h3', {}, budget.budget),
      element('span', { className: 'soft' }, `${workloadLabel(budget.workload)} · ${measureLabel(budget.workload, budget.measure)} · ${periodText(budget, view)}`),
      budget.mode !== 'watch' && element('span', { className: `mode ${budget.mode}` }, text(budget.mode)),
      element(
        'span', { className: 'budget-tools' },
        button(text('history'), () => openHistory(dialog, budget, view), { name: 'history' }),
        button(text('ask'), () => openRequest(dialog, budget, page), { name: 'ask' }),
        isAdmin && button(text('edit'), () => openForm(dialog, budget.budget, page), { name: 'edit' }),
      ),
    ),
    budget.state === 'failed' && element('p', { className: 'bad' }, text('failed', { reason: failureInWords(budget.reason) })),
    budget.state === 'inactive' && element('p', { className: 'soft' }, text('inactive')),
    ...budget.accounts.map((account) => accountRow(budget, account)),
    rest > 0 && element('p', { className: 'soft' }, text('more', { count: rest })),
  );
}

function periodText(budget, view) {
  const period = text(budget.period_kind);
  const to = budget.period?.to;
  return to ? text('resets', { period, time: moment(to, view.zone) }) : text('open', { period });
}

function accountRow(budget, account) {
  const name = account.value === null ? text('all') : account.label ?? valueLabel(budget.workload, budget.per, account.value);
  const title = account.label ? `${account.label} (${account.value})` : name;
  return element(
    'div', { className: 'budget-account', data: { account: account.value ?? '' } },
    element('span', { className: 'account-name', title }, name),
    bar(budget, account),
    element('span', { className: 'account-percent' }, formatValue('percent', account.percent)),
    element('span', { className: 'account-values soft' }, accountText(budget, account)),
  );
}

function accountText(budget, account) {
  const format = measureFormat(budget.workload, budget.measure, budget.currency);
  const read = (value) => formatValue(format, Number(value));
  const parts = [text('used', { used: read(account.used), amount: read(account.amount) })];
  if (account.at_least !== account.used) {
    parts.push(text('provisional', { least: read(account.at_least) }));
  }
  if (account.projected !== null) {
    parts.push(text('projected', { projected: read(account.projected) }));
  }
  return element('span', { title: `${exact(format, Number(account.used))} / ${exact(format, Number(account.amount))}` }, parts.join(' · '));
}

/** The bar reaches to 100 %, or as far as usage and projection go; levels are marks on it. */
function bar(budget, account) {
  const projected = account.projected === null ? 0 : (100 * Number(account.projected)) / Number(account.amount);
  const end = Math.max(100, account.percent, Math.min(projected, 200), ...budget.warn_at);
  const width = (percent) => `${Math.min(100, (100 * percent) / end)}%`;
  const fill = element('span', { className: `fill ${tone(budget, account)}` });
  const expected = element('span', { className: 'expected' });
  fill.style.width = width(account.percent);
  expected.style.width = width(projected);
  const marks = budget.warn_at.map((level) => {
    const mark = element('span', { className: 'mark', title: formatValue('percent', level) });
    mark.style.left = width(level);
    return mark;
  });
  return element(
    'span',
    { className: 'budget-bar', attributes: { role: 'meter', 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-valuenow': account.percent, 'aria-label': account.value ?? text('all') } },
    expected, fill, ...marks,
  );
}

function tone(budget, account) {
  if (account.percent >= 100) {
    return 'over';
  }
  return account.level === null ? 'calm' : 'warned';
}
