import { exact, figure } from './format.js';
import { text } from './texts.js';

const CARDS = [
  'models',
  'users',
  'calls',
  'error_rate',
  'input_tokens',
  'output_tokens',
  'cache_hit_ratio',
  'calls_without_usage',
  'latency_ms.p50',
  'latency_ms.p95',
  'time_to_first_token_ms.p95',
];

/** Shows the figures of a summary. */
export function showCards(place, summary) {
  place.replaceChildren(...CARDS.map((name) => card(name, valueOf(summary, name))));
}

function valueOf(summary, name) {
  return name.split('.').reduce((part, key) => part?.[key], summary);
}

function card(name, value) {
  const box = document.createElement('div');
  box.className = 'card';
  box.dataset.figure = name;
  const label = document.createElement('span');
  label.textContent = text(name);
  const number = document.createElement('strong');
  number.textContent = figure(name, value);
  number.title = exact(value);
  box.append(label, number);
  return box;
}
