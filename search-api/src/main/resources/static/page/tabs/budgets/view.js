import { Comments } from '../../dom/comments.js';
import { button, element, setChildren } from '../../dom/element.js';
import { keepFocus } from '../../dom/focus.js';
import { speaker } from '../../language/language.js';
import { Panel } from '../../panel/panel.js';
import { explanation } from '../../popover/explanation.js';
import { replaceTable } from '../../table/table.js';
import { seesOthers } from '../../filters/fields.js';
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
  const drawRequests = (asked, view) => {
    if (!comments.isTyped()) {
      replaceTable(requests.body, requestTable(asked, view, page, comments));
    }
  };
  return {
    element: element('div', { className: 'tab' }, budgets.element, requests.element, dialog),
    show(view, ask) {
      const options = { period: false, filtered: false };
      const status = ask(null, '/budgets/status', { limit: SHOWN_ACCOUNTS }, options);
      const asked = ask(null, '/budget-requests', {}, options);
      return [
        budgets.fill(status, (answer) => drawBudgets(budgets.body, answer, { view, page, dialog, isAdmin })),
        requests.fill(asked, (answer) => drawRequests(answer.requests, view)),
      ];
    },
  };
}

function drawBudgets(body, answer, context) {
  if (answer.budgets.length === 0) {
    setChildren(body, element('p', {}, text('noBudgets')));
    return;
  }
  keepFocus(body, () => setChildren(body, element('div', { className: 'budgets' }, ...answer.budgets.map((budget) => budgetCard(budget, context)))));
}
