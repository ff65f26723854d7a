import { element, setAttribute } from '../dom/element.js';
import { change, exact, figure, moment } from '../figures/format.js';
import { figureExplanation, figureLabel, formatName, valueOf } from '../figures/figures.js';
import { speaker } from '../language/language.js';
import { explanation } from '../popover/explanation.js';

export const TEXTS = {
  en: {
    compared: '{change}: {now} in the {hours} final hours from {from} to {to}, {before} in the {hours} hours before',
    show: 'Show the records', draw: 'Show over time',
  },
  zh: {
    compared: '{change}：{from} 至 {to} 已确定的 {hours} 小时内为 {now}，此前 {hours} 小时内为 {before}',
    show: '查看记录', draw: '查看趋势',
  },
};

const text = speaker(TEXTS);
const HOUR = 3_600_000;

/**
 * Figures of a summary. A spec names the `figure`; `good` is `up` or `down` where a change is good or bad by itself:
 * shares and waiting times. Counts are not: with more use there are more failures too.
 * `link` makes an address from the view that the number leads to; `draws` makes the number choose the trend.
 */
export class Cards {
  constructor(page, workload, specs) {
    this.workload = workload;
    this.cards = specs.map((spec) => card(workload, spec, page));
    this.element = element('div', { className: 'cards' }, ...this.cards.map((one) => one.element));
  }

  /** Shows the figures of a summary, and how they changed where two periods are compared. */
  show(summary, view) {
    this.cards.forEach((one) => one.show(summary, view));
  }
}

function card(workload, spec, page) {
  const name = spec.figure;
  const label = figureLabel(workload, name);
  const number = element('strong', { className: 'number' });
  const delta = element('span', { className: 'change' });
  const holder = spec.link
    ? element('a', { className: 'number-link', title: text('show'), on: { click: page.follow } }, number)
    : number;
  const box = element(
    'div',
    { className: 'card', data: { figure: name } },
    element('span', { className: 'card-label' }, element('span', {}, label), explanation(label, figureExplanation(workload, name))),
    holder,
    delta,
  );
  return { element: box, show: (summary, view) => fill({ page, workload, spec, number, delta, holder }, summary, view) };
}

function fill({ page, workload, spec, number, delta, holder }, summary, view) {
  const name = formatName(workload, spec.figure);
  const value = valueOf(summary, spec.figure);
  number.textContent = figure(name, value);
  number.title = exact(name, value);
  if (spec.link) {
    setAttribute(holder, 'href', value ? spec.link(page, view) : null);
  }
  showChange(delta, { name, spec, summary, zone: view.zone });
}

/** How the figure changed between two periods of equal length; the value itself may hold hours that still grow. */
function showChange(delta, { name, spec, summary: { compared, previous }, zone }) {
  const before = previous ? valueOf(previous, spec.figure) : null;
  const now = compared ? valueOf(compared, spec.figure) : null;
  const moved = change(name, before, now);
  delta.textContent = moved ?? '';
  delta.title = moved === null ? '' : text('compared', {
    change: moved, now: exact(name, now), before: exact(name, before), hours: hoursOf(compared),
    from: moment(compared.from, zone), to: moment(compared.to, zone),
  });
  delta.className = `change ${moved === null ? '' : news(spec.good, before, now, moved)}`;
}

function hoursOf({ from, to }) {
  return (Date.parse(to) - Date.parse(from)) / HOUR;
}

/** Good or bad only where that can be seen. */
function news(good, before, now, moved) {
  if (!good || !/[1-9]/.test(moved)) {
    return '';
  }
  return (now > before) === (good === 'up') ? 'good' : 'bad';
}
