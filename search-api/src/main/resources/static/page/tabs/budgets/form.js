import { button, element, select, setChildren } from '../../dom/element.js';
import { formatValue, moment } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { measureFormat, measureLabel, sumNames } from '../../money/measures.js';
import { entryInWords } from '../../problem/problem.js';
import { get, Problem, write } from '../../request/api.js';
import { dimensionLabel, valueLabel, workloadLabel } from '../../schema/labels.js';
import { dimensionNames, listWorkloads } from '../../schema/schema.js';
import { complain, dialogHead } from './history.js';
import { labelled } from './requests.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Typing rests so long before the past is asked. */
const REST_MILLIS = 600;
const SHOWN_CROSSINGS = 5;
const PERIODS = ['day', 'week', 'month', 'quarter', 'year', 'once'];
/** Fields of the form that have another name than the member of the body. */
const FIELDS = { time_zone: 'zone', warn_at: 'levelsIn' };
const MODES = ['watch', 'shadow', 'enforce'];

/** The form of a budget: of `id`, or of a new one. The page shows its effect on the past while one types. */
export async function openForm(dialog, id, page) {
  const place = element('div', {});
  setChildren(dialog, dialogHead(dialog, id ?? text('add')), place);
  dialog.showModal();
  try {
    const found = id === null ? null : await get(`/budgets/${encodeURIComponent(id)}`);
    setChildren(place, createForm(dialog, found, page));
  } catch (fault) {
    complain(place, fault);
  }
}

function createForm(dialog, found, page) {
  const body = found?.body ?? { match: { workload: 'model-calls' }, per: 'user_id', measure: 'total_tokens', amount: '', period: 'day', time_zone: page.view.zone };
  const inputs = {
    id: input('id', found?.id ?? '', { readOnly: found !== null, required: true, pattern: '[a-z0-9][a-z0-9._\\-]{0,63}' }),
    amount: input('amount', body.amount, { required: true, inputMode: 'decimal' }),
    zone: input('zone', body.time_zone ?? 'UTC'),
    levelsIn: input('levelsIn', (body.warn_at ?? [80, 100]).join(', ')),
    channels: input('channels', (body.channels ?? []).join(', ')),
    match: input('match', pairs(body.match)),
    overrides: input('overrides', (body.overrides ?? []).map((one) => `${one.value}=${one.amount}`).join(', ')),
  };
  const chosen = { workload: body.match.workload, per: body.per ?? 'none', measure: body.measure, period: body.period, mode: body.mode ?? 'watch' };
  const simulation = element('div', { className: 'simulation', attributes: { role: 'status' } });
  const message = element('div', {});
  const read = () => readBody(body, inputs, chosen);
  const simulate = later(() => showSimulation(simulation, read, page.view));
  const choices = element('div', { className: 'budget-form' });
  const choose = (name, value) => {
    chosen[name] = value;
    if (name === 'workload') {
      Object.assign(chosen, { per: 'none', measure: sumNames(value)[0] });
    }
    drawChoices();
    simulate();
  };
  const drawChoices = () => setChildren(choices, ...choiceFields(chosen, choose));
  drawChoices();
  const form = element(
    'form',
    { on: { input: simulate, submit: async (event) => { event.preventDefault(); await save(dialog, inputs.id.value, read(), message); } } },
    choices,
    element('div', { className: 'budget-form' }, ...Object.entries(inputs).map(([name, field]) => labelled(name, field))),
    simulation,
    element(
      'div', { className: 'form-tools' },
      element('button', { type: 'submit', textContent: text('save') }),
      found !== null && button(text('remove'), () => remove(dialog, found.id, message)),
    ),
    message,
  );
  simulate();
  return form;
}

function input(name, value, given = {}) {
  return element('input', { name, value, ...given });
}

function choiceFields({ workload, per, measure, period, mode }, choose) {
  const field = (name, options, current) => labelled(name, select(text(name), options, current, (value) => choose(name, value)));
  return [
    field('workload', listWorkloads().map((one) => [one.id, workloadLabel(one.id)]), workload),
    field('per', [
      ['none', text('all')], ['department', text('department')],
      ...dimensionNames(workload, (one) => one.group).map((name) => [name, dimensionLabel(workload, name)]),
    ], per),
    field('measure', sumNames(workload).map((name) => [name, measureLabel(workload, name)]), measure),
    field('period', PERIODS.map((name) => [name, text(name)]), period),
    field('mode', MODES.map((name) => [name, text(name)]), mode),
  ];
}

/** Filters as `name=value`, several values of one name one after the other. */
function pairs(match) {
  return Object.entries(match).filter(([name]) => name !== 'workload')
    .flatMap(([name, values]) => [values].flat().map((value) => `${name}=${value}`)).join(', ');
}

function list(value) {
  return value.split(',').map((part) => part.trim()).filter((part) => part !== '');
}

/** The body of the form; members that it does not show stay as they are. */
function readBody(before, inputs, { workload, per, measure, period, mode }) {
  const match = { workload };
  for (const [name, value] of list(inputs.match.value).map(split)) {
    match[name] = [...(match[name] ?? []), value];
  }
  const overrides = list(inputs.overrides.value).map(split).map(([value, amount]) => ({ value, amount }));
  return {
    ...before, match, per, measure, period, mode,
    amount: inputs.amount.value,
    time_zone: inputs.zone.value,
    warn_at: list(inputs.levelsIn.value).map(Number),
    channels: list(inputs.channels.value),
    overrides,
  };
}

function split(pair) {
  const at = pair.lastIndexOf('=');
  return at < 0 ? [pair, ''] : [pair.slice(0, at), pair.slice(at + 1)];
}

function later(work) {
  let timer = null;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, REST_MILLIS);
  };
}

async function showSimulation(place, read, view) {
  const body = read();
  if (body.amount === '') {
    setChildren(place);
    return;
  }
  setChildren(place, element('p', { className: 'soft' }, text('simulating')));
  try {
    const answer = await write('POST', '/budgets:simulate', body);
    const format = measureFormat(body.match.workload, body.measure, answer.currency);
    const read = (value) => formatValue(format, Number(value));
    const crossings = answer.periods.flatMap((period) => period.crossings).reverse();
    setChildren(
      place,
      element('p', {}, answer.crossings === 0 ? text('silent') : text('simulated', { count: answer.crossings })),
      element('ul', {}, ...crossings.slice(0, SHOWN_CROSSINGS).map((one) => element('li', {}, text('simulatedLine', {
        time: moment(one.at, view.zone), value: accountLabel(body, one.value), level: formatValue('percent', one.level), after: read(one.after) + byWhom(one, read),
      })))),
    );
  } catch (fault) {
    showRejection(place, fault);
  }
}

function accountLabel({ match, per }, value) {
  return value === null ? text('all') : valueLabel(match.workload, per, value);
}

/** The users who used most of it, where the account is not a user. */
function byWhom({ after_by: users = [] }, read) {
  return users.length === 0 ? '' : ` (${users.map((one) => `${valueLabel(null, 'user_id', one.user_id)} ${read(one.used)}`).join(', ')})`;
}

/** Why the API rejects the body, with the field of the form that it is about. */
function showRejection(place, fault) {
  if (!(fault instanceof Problem) || fault.entry === null) {
    complain(place, fault);
    return;
  }
  const words = text('rejected', { entry: fieldLabel(fault.entry), reason: entryInWords(fault) });
  setChildren(place, element('p', { className: 'bad', attributes: { role: 'alert' } }, words));
}

/** The label of a field; what it says about the notation is left out. */
function fieldLabel(entry) {
  const [, member, place] = /^([^.[]*)(.*)$/.exec(entry);
  const name = FIELDS[member] ?? member;
  return name in TEXTS.en ? text(name).split(/[,，]/)[0] + place.replace('.', ' ') : entry;
}

async function save(dialog, id, body, message) {
  try {
    await write('PUT', `/budgets/${encodeURIComponent(id)}`, body);
    dialog.close();
  } catch (fault) {
    showRejection(message, fault);
  }
}

async function remove(dialog, id, message) {
  try {
    await write('DELETE', `/budgets/${encodeURIComponent(id)}`);
    dialog.close();
  } catch (fault) {
    complain(message, fault);
  }
}
