import { button, element, setChildren } from '../../dom/element.js';
import { exact, formatValue, moment } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { measureFormat, measureLabel } from '../../money/measures.js';
import { write } from '../../request/api.js';
import { valueLabel } from '../../schema/labels.js';
import { table } from '../../table/table.js';
import { complain, dialogHead } from './history.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Requests with buttons for those who may decide them; `budgets` are those that this person sees. */
export function requestTable(requests, budgets, { view, page, comments }) {
  if (requests.length === 0) {
    return element('p', {}, text('noRequests'));
  }
  const columns = [
    { label: text('budget') }, { label: text('account') }, { label: text('amount'), numeric: true }, { label: text('reason') },
    { label: text('askedBy') }, { label: text('state') }, { label: text('comment') }, { label: text('time') }, { label: '' },
  ];
  return table(text('requests'), columns, requests.map((request) => {
    const budget = budgets.find((one) => one.budget === request.budget) ?? null;
    return [
      request.budget,
      accountCell(request, budget),
      amountCell(request, budget),
      request.reason ?? '',
      { text: valueLabel(null, 'user_id', request.asked_by), title: request.asked_by },
      element('span', { className: `request-state ${request.state}` }, request.self_service ? text('selfService') : text(request.state)),
      request.comment ?? '',
      moment(request.changed_at, view.zone),
      decideButtons(request, page, comments),
    ];
  }));
}

function accountCell({ value }, budget) {
  if (value === null) {
    return text('all');
  }
  return { text: budget ? valueLabel(budget.workload, budget.per, value) : value, title: value };
}

/** The amount in the measure for which it was asked, which is named where the budget has another one now. */
function amountCell(request, budget) {
  const measure = request.measure ?? budget?.measure;
  const format = budget ? measureFormat(budget.workload, measure, budget.currency) : 'level';
  const amount = formatValue(format, Number(request.amount));
  return {
    text: budget && measure !== budget.measure ? `${amount} · ${measureLabel(budget.workload, measure)}` : amount,
    title: exact(format, Number(request.amount)),
  };
}

function decideButtons(request, page, comments) {
  const mayDecide = request.state === 'pending' && (page.me.roles.includes('super-admin') || request.asked_by !== page.me.user);
  if (!mayDecide) {
    return '';
  }
  const place = element('span', {});
  const comment = comments.find(request.id, text('comment'));
  const decide = (verb) => async () => {
    try {
      await write('POST', `/budget-requests/${request.id}:${verb}`, comment.value === '' ? {} : { comment: comment.value });
      comments.remove(request.id);
      page.refresh();
    } catch (fault) {
      complain(place, fault);
    }
  };
  return element(
    'span', { className: 'decide' }, comment,
    button(text('approve'), decide('approve'), { name: 'approve' }), button(text('deny'), decide('deny'), { name: 'deny' }), place,
  );
}

/** A form to ask for more of a budget. */
export function openRequest(dialog, budget, page) {
  const isAdmin = page.me.roles.includes('super-admin');
  const field = (name, given = {}) => element('input', { name, ...given });
  const amount = field('amount', { required: true, inputMode: 'decimal' });
  const reason = field('reason', { maxLength: 512 });
  const value = field('value', { value: page.me.user });
  const place = element('div', {});
  const form = element(
    'form',
    {
      className: 'budget-form',
      on: {
        submit: async (event) => {
          event.preventDefault();
          try {
            await write('POST', `/budgets/${encodeURIComponent(budget.budget)}/requests`, {
              amount: amount.value,
              ...(reason.value === '' ? {} : { reason: reason.value }),
              ...(isAdmin && budget.per !== 'none' ? { value: value.value } : {}),
            });
            dialog.close();
          } catch (fault) {
            complain(place, fault);
          }
        },
      },
    },
    labelled('amount', amount), labelled('reason', reason), isAdmin && budget.per !== 'none' && labelled('account', value),
    element('button', { type: 'submit', textContent: text('send') }), place,
  );
  setChildren(dialog, dialogHead(dialog, `${budget.budget} · ${text('ask')}`), form);
  dialog.showModal();
}

/** An input with its label. */
export function labelled(name, input) {
  return element('label', {}, element('span', {}, text(name)), input);
}
