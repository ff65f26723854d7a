import { element, setAttribute } from '../dom/element.js';
import { change, exact, figure } from '../figures/format.js';
import { figureExplanation, figureLabel, formatName, valueOf } from '../figures/figures.js';
import { speaker } from '../language/language.js';
import { explanation } from '../popover/explanation.js';

export const TEXTS = {
  en: { before: '{change} against the period before ({value})', show: 'Show the records', draw: 'Show over time' },
  zh: { before: '与上一时段（{value}）相比 {change}', show: '查看记录', draw: '查看趋势' },
};

const text = speaker(TEXTS);

/**
 * Figures of a summary. A spec names the `figure`; `good` is `up` or `down` where a change is good or bad news;
 * `link` makes an address from the view that the number leads to; `draws` makes the number choose the trend.
 */
export class Cards {
  constructor(page, pipeline, specs) {
    this.pipeline = pipeline;
    this.cards = specs.map((spec) => card(pipeline, spec, page));
    this.element = element('div', { className: 'cards' }, ...this.cards.map((one) => one.element));
  }

  /** Shows the figures of a summary, and how they changed where it has the period before. */
  show(summary, view) {
    this.cards.forEach((one) => one.show(summary, view));
  }
}

function card(pipeline, spec, page) {
  const name = spec.figure;
  const label = figureLabel(pipeline, name);
  const number = element('strong', { className: 'number' });
  const delta = element('span', { className: 'change' });
  const holder = spec.link
    ? element('a', { className: 'number-link', title: text('show'), on: { click: page.follow } }, number)
    : number;
  const box = element(
    'div',
    { className: 'card', data: { figure: name } },
    element('span', { className: 'card-label' }, element('span', {}, label), explanation(label, figureExplanation(pipeline, name))),
    holder,
    delta,
  );
  return { element: box, show: (summary, view) => fill({ page, pipeline, spec, number, delta, holder }, summary, view) };
}

function fill({ page, pipeline, spec, number, delta, holder }, summary, view) {
  const name = formatName(pipeline, spec.figure);
  const value = valueOf(summary, spec.figure);
  number.textContent = figure(name, value);
  number.title = exact(name, value);
  if (spec.link) {
    setAttribute(holder, 'href', value ? spec.link(page, view) : null);
  }
  const before = summary.previous ? valueOf(summary.previous, spec.figure) : null;
  const moved = change(before, value);
  delta.textContent = moved ?? '';
  delta.title = moved === null ? '' : text('before', { change: moved, value: exact(name, before) });
  delta.className = `change ${news(spec.good, before, value)}`;
}

function news(good, before, value) {
  if (!good || before === value) {
    return '';
  }
  return (value > before) === (good === 'up') ? 'good' : 'bad';
}
