import { button, element, select } from '../dom/element.js';
import { moment } from '../metric/format.js';
import { speaker } from '../language/language.js';
import { popoverButton } from '../popover/popover.js';
import { retention } from '../schema/schema.js';
import { CALENDAR, firstKept, RANGES } from './period.js';
import { serverNow } from './server-clock.js';
import { TEXTS } from './texts.js';
import { fromLocal, ownZone, toLocal, zones } from './zone.js';

const text = speaker(TEXTS);
const HOUR_SECONDS = 3_600;

/** The choice of period and time zone. `go(view)` shows another view than `viewNow()`. */
export function periodBar(view, go, viewNow) {
  return [
    element(
      'div', { className: 'segments', attributes: { role: 'group', 'aria-label': text('period') } },
      ...RANGES.map((range) => button(text(range), () => go(inPeriod(view, { range, from: null, to: null })), {
        data: { range }, attributes: { 'aria-pressed': String(view.range === range) },
      })),
      calendarChoice(view, go),
      customButton(view, go, viewNow),
    ),
    zoneChoice(view, go),
  ];
}

/** Periods of the calendar are too many for buttons. */
function calendarChoice(view, go) {
  const chosen = CALENDAR.includes(view.range) ? view.range : '';
  const options = [['', text('calendar')], ...CALENDAR.map((range) => [range, text(range)])];
  const choice = select(text('calendar'), options, chosen, (range) => range && go(inPeriod(view, { range, from: null, to: null })));
  choice.dataset.range = 'calendar';
  choice.options[0].hidden = true;
  return choice;
}

/** The view over another period; pages of a list start again, and the interval follows. */
export function inPeriod(view, period) {
  return { ...view, ...period, options: { ...view.options, cursor: null, interval: null } };
}

function customButton(view, go, viewNow) {
  const label = view.range ? text('custom') : `${moment(view.from, view.zone)} – ${view.to ? moment(view.to, view.zone) : text('now')}`;
  const opener = element('button', { type: 'button', data: { range: 'custom' }, attributes: { 'aria-pressed': String(!view.range) } }, label);
  return popoverButton(opener, text('custom'), (box, close) => {
    const form = customForm(view, close, (period) => go(inPeriod(viewNow(), period)));
    box.append(form.element);
    // A click on another period means that one.
    return () => samePeriod(view, viewNow()) && form.applyChanges();
  });
}

function customForm(view, close, onApply) {
  const now = serverNow();
  const limits = { min: toLocal(firstKept(now), view.zone), max: toLocal(now + HOUR_SECONDS * 1000, view.zone) };
  const from = input('from', view.from ? Date.parse(view.from) : now - 24 * HOUR_SECONDS * 1000, view.zone, limits);
  const to = input('to', view.to ? Date.parse(view.to) : now, view.zone, limits);
  const note = element('p', { className: 'note', attributes: { role: 'status' } }, text('note', retention()));
  const before = [from.value, to.value];
  const chosen = () => ({ start: fromLocal(from.value, view.zone), end: fromLocal(to.value, view.zone) });
  const isValid = ({ start, end }) => start !== null && end !== null && start < end && start >= firstKept(now);
  const apply = ({ start, end }) => onApply({ range: null, from: new Date(start).toISOString(), to: new Date(end).toISOString() });
  const submit = (event) => {
    event.preventDefault();
    if (!isValid(chosen())) {
      note.textContent = text('order', retention());
      note.setAttribute('role', 'alert');
      return;
    }
    const period = chosen();
    close();
    apply(period);
  };
  const applyChanges = () => {
    const changed = from.value !== before[0] || to.value !== before[1];
    if (changed && isValid(chosen())) {
      apply(chosen());
    }
  };
  const form = element(
    'form', { className: 'period-form', noValidate: true, on: { submit } },
    element('label', {}, text('from'), from),
    element('label', {}, text('to'), to),
    note,
    element('div', { className: 'actions' }, element('button', { type: 'submit', className: 'primary' }, text('apply'))),
  );
  return { element: form, applyChanges };
}

function samePeriod(one, other) {
  return one.range === other.range && one.from === other.from && one.to === other.to;
}

function input(name, millis, zone, limits) {
  return element('input', {
    type: 'datetime-local', name, value: toLocal(millis, zone), attributes: { ...limits, step: HOUR_SECONDS, required: true, autofocus: name === 'from' },
  });
}

function zoneChoice(view, go) {
  const own = ownZone();
  const usual = [...new Set([own, 'UTC', view.zone])];
  const options = (list) => list.map((zone) =>
    new Option(zone === own ? text('ownZone', { zone }) : zone, zone, false, zone === view.zone));
  const choice = element(
    'select',
    { id: 'zone', attributes: { 'aria-label': text('zone') }, on: { change: () => go({ ...view, zone: choice.value }) } },
    element('optgroup', { label: text('usual') }, ...options(usual)),
    element('optgroup', { label: text('allZones') }, ...options(zones().filter((zone) => !usual.includes(zone)))),
  );
  return choice;
}
