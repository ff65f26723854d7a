import { button, element, setChildren } from '../../dom/element.js';
import { seesFinance } from '../../filters/fields.js';
import { speaker } from '../../language/language.js';
import { inPeriod } from '../../time/period-bar.js';
import { firstKept } from '../../time/period.js';
import { serverNow } from '../../time/server-clock.js';
import { Account } from './account.js';
import { CostTable } from './cost-table.js';
import { CostTrend } from './cost-trend.js';
import { askForDepartments, departmentFilter } from './departments.js';
import { MissingPrices } from './missing-prices.js';
import { monthOf, quarterOf } from './months.js';
import { Statements } from './statements.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Periods of a calendar, in addition to those of the bar. */
const PERIODS = {
  thisMonth: (now, zone) => monthOf(now, zone, 0),
  lastMonth: (now, zone) => monthOf(now, zone, -1),
  thisQuarter: quarterOf,
};

export function createTab(page) {
  const parts = [new Account(page), new CostTrend(page), new CostTable(page), new MissingPrices(page)];
  if (seesFinance(page.me)) {
    parts.push(new Statements(page));
  }
  const months = element('div', { className: 'segments months', attributes: { role: 'group', 'aria-label': text('period') } });
  const departments = element('div');
  let shown = null;
  const [account, ...others] = parts.map((part) => part.element);
  return {
    element: element('div', { className: 'tab' }, element('div', { className: 'account-bar' }, months, departments), account, ...others),
    show(view, ask) {
      months.replaceChildren(...Object.keys(PERIODS).map((name) => choice(page, view, name)).filter(Boolean));
      // Another load of the same view leaves an open window open.
      if (shown !== view) {
        shown = view;
        setChildren(departments, departmentFilter(page, view));
      }
      const askFiltered = askForDepartments(page, view, ask);
      return parts.map((part) => part.show(view, askFiltered));
    },
  };
}

/** A button for a period, as far as it is kept; null when nothing of it is. */
function choice(page, view, name) {
  const now = serverNow();
  const whole = PERIODS[name](now, view.zone);
  const from = Math.max(whole.from, firstKept(now));
  const to = Math.min(whole.to, now);
  if (from >= to) {
    return null;
  }
  const period = { range: null, from: new Date(from).toISOString(), to: new Date(to).toISOString() };
  return button(text(name), () => page.go(inPeriod(page.view, period)), {
    title: from > whole.from ? text('clipped') : '', data: { period: name },
    attributes: { 'aria-pressed': String(view.from === period.from) },
  });
}
