import { Comments } from '../../dom/comments.js';
import { button, element, setChildren } from '../../dom/element.js';
import { keepFocus } from '../../dom/focus.js';
import { speaker } from '../../language/language.js';
import { Panel } from '../../panel/panel.js';
import { explanation } from '../../popover/explanation.js';
import { replaceTable } from '../../table/table.js';
import { seesOthers } from '../../filters/fields.js';
import { rememberName } from '../../schema/labels.js';
import { budgetCard } from './card.js';
import { openForm } from './form.js';
import { requestTable } from './requests.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Accounts of each budget that are shown. */
const SHOWN_ACCOUNTS = 20;

export function createTab(page) {
  const isAdmin = page.me.roles.includes('super-admin');
  const dialog = element('dialog', { className: 'details budget-dialog', on: { close: page.refresh } });
  const controls = isAdmin ? [button(text('add'), () => openForm(dialog, null, page), { name: 'add-budget' })] : [];
  const budgets = new Panel({
    title: text(seesOthers(page.me) ? 'budgets' : 'mine'), name: 'budgets', sign: explanation(text('budgets'), text('budgets?')), controls, retry: page.refresh,
  });
  const requests = new Panel({ title: text('requests'), name: 'requests', sign: explanation(text('requests'), text('requests?')), retry: page.refresh });
  const comments = new Comments();
  const drawRequests = (asked, found, view) => {
    if (!comments.isTyped()) {
      replaceTable(requests.body, requestTable(asked, found, { view, page, comments }));
    }
  };
  return {
    element: element('div', { className: 'tab' }, budgets.element, requests.element, dialog),
    show(view, ask) {
      const options = { period: false, filtered: false };
      const status = ask(null, '/budgets/status', { limit: SHOWN_ACCOUNTS }, options);
      let found = [];
      // Requests are shown also where their budgets cannot be read.
      const known = status.then((answer) => { found = rememberAccounts(answer.budgets); }, () => {});
      const asked = ask(null, '/budget-requests', {}, options).then(async (answer) => {
        await known;
        return answer;
      });
      return [
        budgets.fill(status, (answer) => drawBudgets(budgets.body, answer, { view, page, dialog, isAdmin })),
        requests.fill(asked, (answer) => drawRequests(answer.requests, found, view)),
      ];
    },
  };
}

/** Requests have no names, the accounts of their budgets have. */
function rememberAccounts(budgets) {
  budgets.forEach(({ per, accounts }) => accounts.forEach(({ value, label }) => rememberName(per, value, label)));
  return budgets;
}

function drawBudgets(body, answer, context) {
  if (answer.budgets.length === 0) {
    setChildren(body, element('p', {}, text('noBudgets')));
    return;
  }
  keepFocus(body, () => setChildren(body, element('div', { className: 'budgets' }, ...answer.budgets.map((budget) => budgetCard(budget, context)))));
}
