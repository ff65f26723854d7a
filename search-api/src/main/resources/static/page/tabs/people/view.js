import { Comments } from '../../dom/comments.js';
import { button, element } from '../../dom/element.js';
import { speaker } from '../../language/language.js';
import { Panel } from '../../panel/panel.js';
import { explanation } from '../../popover/explanation.js';
import { DEPARTMENT, rememberName } from '../../schema/labels.js';
import { replaceTable } from '../../table/table.js';
import { seesDirectory } from '../roles.js';
import { askForAccess, requestTable } from './requests.js';
import { nameTable, SHOWN_NAMES } from './names.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);
const SEARCH_AFTER_MILLIS = 300;

/** Departments whose names are known. */
const DEPARTMENTS = 1_000;
const WITHOUT_FILTERS = { period: false, filtered: false };

/** Who may view whom, and the names that belong to ids. */
export function createTab(page) {
  const dialog = element('dialog', { className: 'details budget-dialog', on: { close: page.refresh } });
  const access = panel(page, 'access', [button(text('ask'), () => askForAccess(dialog, page), { name: 'ask' })]);
  const comments = new Comments();
  const drawRequests = (requests, view) => {
    if (!comments.isTyped()) {
      replaceTable(access.body, requestTable(requests, view, page, comments));
    }
  };
  let waiting = null;
  const search = element('input', {
    type: 'search', name: 'q', maxLength: 64, placeholder: text('search'), attributes: { 'aria-label': text('search') },
    on: {
      input: () => {
        clearTimeout(waiting);
        waiting = setTimeout(page.refresh, SEARCH_AFTER_MILLIS);
      },
    },
  });
  const names = seesDirectory(page.me) ? panel(page, 'names', [search]) : null;
  return {
    element: element('div', { className: 'tab' }, access.element, names && names.element, dialog),
    show(view, ask) {
      const requests = ask(null, '/access-requests', {}, WITHOUT_FILTERS);
      const q = search.value;
      return [
        access.fill(requests, (answer) => drawRequests(answer.requests, view)),
        names && names.fill(
          askForNames(q, ask), (answer) => replaceTable(names.body, nameTable(answer, { q, view })),
        ),
      ].filter(Boolean);
    },
  };
}

/** Entries name their departments by id, whose names are entries themselves. */
async function askForNames(q, ask) {
  const [answer, departments] = await Promise.all([
    ask(null, '/directory', { q, limit: SHOWN_NAMES }, WITHOUT_FILTERS),
    ask(null, '/directory', { kind: DEPARTMENT, limit: DEPARTMENTS }, WITHOUT_FILTERS),
  ]);
  departments.entries.forEach(({ id, name }) => rememberName(DEPARTMENT, id, name));
  return answer;
}

function panel(page, name, controls) {
  return new Panel({ title: text(name), name, sign: explanation(text(name), text(`${name}?`)), controls, retry: page.refresh });
}
