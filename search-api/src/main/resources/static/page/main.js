import { get, Problem } from './api.js';
import { showCards } from './cards.js';
import { moment } from './format.js';
import { signIn, signOut, takeTokenFromAddress, token } from './session.js';
import { currentLanguage, speak, text } from './texts.js';
import { showTrend } from './trend.js';

const RANGES = ['2h', '12h', '1d', '3d', '7d', '30d'];
const METRICS = [
  'calls', 'failed', 'error_rate', 'input_tokens', 'output_tokens', 'total_tokens',
  'cache_hit_ratio', 'latency_ms.p50', 'latency_ms.p95', 'time_to_first_token_ms.p95',
];
const GROUPS = ['', 'model', 'model_source', 'user_id', 'api_key_id', 'project_id', 'client'];

/** The running hour is published once a minute. */
const REFRESH_MILLIS = 60_000;

const chosen = { range: '1d', metric: 'calls', groupBy: '', interval: 'hour' };
let me = null;

const at = (id) => document.getElementById(id);

async function show() {
  const signedIn = token() !== null;
  at('sign-in').hidden = signedIn;
  at('sign-out').hidden = !signedIn;
  at('dashboard').hidden = !signedIn;
  at('problem').hidden = true;
  write();
  if (signedIn) {
    await guarded(load);
  }
}

async function load() {
  me ??= await get('/me');
  at('who').textContent = [me.tenant, me.user, ...(me.roles.length ? [text('superAdmin')] : [])].join(' · ');
  const range = { range: chosen.range };
  const [summary, trend] = await Promise.all([
    get('/model-calls/summary', range),
    get('/model-calls/trend', {
      ...range,
      metric: chosen.metric,
      interval: chosen.interval,
      group_by: chosen.groupBy,
      limit: 5,
      time_zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
    }),
  ]);
  at('final-through').textContent = summary.final_through
    ? `${text('finalThrough')} ${moment(summary.final_through)}`
    : text('nothingFinal');
  showCards(at('cards'), summary);
  showTrend(at('trend'), trend);
}

async function guarded(work) {
  try {
    at('problem').hidden = true;
    await work();
  } catch (fault) {
    if (!(fault instanceof Problem)) {
      throw fault;
    }
    if (fault.status === 401) {
      me = null;
      signOut();
      await show();
    }
    complain(fault.status === 401 ? text('expired') : fault.message || text('unreachable'));
  }
}

function complain(message) {
  at('problem').textContent = message;
  at('problem').hidden = false;
}

/** Writes every fixed text in the chosen language. */
function write() {
  document.querySelectorAll('[data-text]').forEach((place) => {
    place.textContent = text(place.dataset.text);
  });
  at('sign-out').textContent = text('signOut');
  at('language').value = currentLanguage();
  at('ranges').replaceChildren(...RANGES.map(rangeButton));
  options(at('metric'), METRICS, chosen.metric, text);
  options(at('group-by'), GROUPS, chosen.groupBy, (name) => text(name || 'all'));
  options(at('interval'), ['hour', 'day'], chosen.interval, text);
}

function rangeButton(range) {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = text(`range.${range}`);
  button.setAttribute('aria-pressed', String(range === chosen.range));
  button.addEventListener('click', () => {
    chosen.range = range;
    chosen.interval = ['7d', '30d'].includes(range) ? 'day' : 'hour';
    show();
  });
  return button;
}

function options(select, names, current, label) {
  select.replaceChildren(...names.map((name) => new Option(label(name), name, false, name === current)));
}

function follow(id, key) {
  at(id).addEventListener('change', (event) => {
    chosen[key] = event.target.value;
    guarded(load);
  });
}

follow('metric', 'metric');
follow('group-by', 'groupBy');
follow('interval', 'interval');
at('language').addEventListener('change', (event) => {
  speak(event.target.value);
  show();
});
at('sign-in').addEventListener('submit', (event) => {
  event.preventDefault();
  signIn(at('token').value);
  at('token').value = '';
  show();
});
at('sign-out').addEventListener('click', () => {
  me = null;
  at('who').textContent = '';
  signOut();
  show();
});
window.addEventListener('hashchange', () => {
  takeTokenFromAddress();
  me = null;
  show();
});
setInterval(() => {
  if (token() !== null && !document.hidden) {
    guarded(load);
  }
}, REFRESH_MILLIS);

speak(currentLanguage());
takeTokenFromAddress();
show();
