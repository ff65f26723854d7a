import { button, element, setChildren } from '../../dom/element.js';
import { fullMoment, moment } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { write } from '../../request/api.js';
import { valueLabel } from '../../schema/labels.js';
import { table } from '../../table/table.js';
import { fromLocal } from '../../time/zone.js';
import { complain, dialogHead } from '../budgets/history.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Requests with buttons for those who may decide them. */
export function requestTable(requests, view, page, comments) {
  if (requests.length === 0) {
    return element('p', {}, text('noRequests'));
  }
  const columns = [
    { label: text('askedBy') }, { label: text('users') }, { label: text('reason') }, { label: text('validUntil') }, { label: text('state') },
    { label: text('comment') }, { label: text('time') }, { label: '' },
  ];
  return table(text('access'), columns, requests.map((request) => [
    person(request.asked_by),
    request.users.map(person).join(', '),
    request.reason ?? '',
    request.until ? { text: moment(request.until, view.zone), title: fullMoment(request.until, view.zone) } : text('noEnd'),
    element('span', { className: `request-state ${request.state}` }, text(request.state)),
    request.comment ?? '',
    { text: moment(request.changed_at, view.zone), title: fullMoment(request.changed_at, view.zone) },
    decideButtons(request, page, comments),
  ]));
}

function person(id) {
  return valueLabel(null, 'user_id', id);
}

function decideButtons(request, page, comments) {
  const mayDecide = page.me.roles.includes('super-admin') || request.asked_by !== page.me.user;
  if (!mayDecide || request.state === 'denied') {
    return '';
  }
  const place = element('span', {});
  const comment = comments.find(request.id, text('comment'));
  const decide = (verb) => async () => {
    try {
      await write('POST', `/access-requests/${request.id}:${verb}`, comment.value === '' ? {} : { comment: comment.value });
      comments.remove(request.id);
      page.refresh();
    } catch (fault) {
      complain(place, fault);
    }
  };
  const pending = request.state === 'pending';
  return element(
    'span', { className: 'decide' }, comment,
    pending && button(text('approve'), decide('approve'), { name: 'approve' }),
    button(text(pending ? 'deny' : 'withdraw'), decide('deny'), { name: 'deny' }), place,
  );
}

/** A form to ask for the right to view others. */
export function askForAccess(dialog, page) {
  const users = element('input', { name: 'users', required: true, placeholder: text('idsHint') });
  const reason = element('input', { name: 'reason', maxLength: 512 });
  const until = element('input', { name: 'until', type: 'date' });
  const place = element('div', {});
  const send = async (event) => {
    event.preventDefault();
    try {
      await write('POST', '/access-requests', readBody(users.value, reason.value, until.value, page.view.zone));
      dialog.close();
    } catch (fault) {
      complain(place, fault);
    }
  };
  const form = element(
    'form', { className: 'budget-form', on: { submit: send } },
    labelled('users', users), labelled('reason', reason), labelled('until', until),
    element('button', { type: 'submit', textContent: text('send') }), place,
  );
  setChildren(dialog, dialogHead(dialog, text('ask')), form);
  dialog.showModal();
}

function readBody(users, reason, until, zone) {
  return {
    users: users.split(',').map((id) => id.trim()).filter((id) => id !== ''),
    ...(reason === '' ? {} : { reason }),
    ...(until === '' ? {} : { until: new Date(fromLocal(`${until}T23:59:59`, zone)).toISOString() }),
  };
}

function labelled(name, input) {
  return element('label', {}, element('span', {}, text(name)), input);
}
