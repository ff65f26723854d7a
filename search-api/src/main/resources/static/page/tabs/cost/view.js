import { button, element, setChildren } from '../../dom/element.js';
import { keepFocus } from '../../dom/focus.js';
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
      keepFocus(months, () => setChildren(months, Object.keys(PERIODS).map((name) => choice(page, view, name))));
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
  const whole = () => PERIODS[name](serverNow(), view.zone);
  const find = () => keptPeriod(whole(), serverNow());
  const shown = find();
  // The time of the server is unknown until its first answer, and that of the click counts.
  return shown && button(text(name), () => page.go(inPeriod(page.view, find())), {
    title: Date.parse(shown.from) > whole().from ? text('clipped') : '', data: { period: name },
    attributes: { 'aria-pressed': String(view.from === shown.from && view.to === shown.to) },
  });
}

/** The part of a period that is kept, as the address has it; null when there is none. One that goes on has no end: it grows with the time. */
function keptPeriod({ from, to }, now) {
  const first = Math.max(from, firstKept(now));
  return first < Math.min(to, now)
    ? { range: null, from: new Date(first).toISOString(), to: to > now ? null : new Date(to).toISOString() }
    : null;
}
