import { element } from '../../dom/element.js';
import { fullMoment, moment } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { failureInWords } from '../../problem/problem.js';
import { table } from '../../table/table.js';
import { alertName, groupLabel, stateLabel, valueOf } from './labels.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Changes that are asked for. */
export const SHOWN_CHANGES = 200;

/** The changes of alerts in the period. */
export function historyTable({ changes }, view) {
  if (changes.length === 0) {
    return element('p', {}, text('noHistory'));
  }
  const columns = [
    { label: text('time') }, { label: text('alert') }, { label: text('change') }, { label: text('value'), numeric: true },
    { label: text('reference'), numeric: true }, { label: text('windowHead') },
  ];
  const rows = changes.map((change) => [
    time(change.at, view),
    alertName(change),
    changeLabel(change),
    change.value === null ? '' : valueOf(change, change.value),
    change.reference === null ? '' : valueOf(change, change.reference),
    period(change.window, view),
  ]);
  const shown = table(text('history'), columns, rows, { className: 'data alert-history' });
  return changes.length < SHOWN_CHANGES
    ? shown
    : element('div', {}, shown, element('p', { className: 'note' }, text('newest', { count: SHOWN_CHANGES })));
}

function changeLabel({ change, early, corrected, late }) {
  const notes = [early && text('early'), corrected && text('corrected'), late && change !== 'late' && text('change:late')].filter(Boolean);
  return [text(`change:${change}`), ...notes].join(', ');
}

/** Where each monitor is; `bodies` tell by id what it watches. */
export function monitorTable({ monitors }, bodies, view) {
  if (monitors.length === 0) {
    return element('p', {}, text('noMonitors'));
  }
  const columns = [
    { label: text('monitor') }, { label: text('state') }, { label: text('evaluated') }, { label: text('value'), numeric: true },
    { label: text('windowHead') }, { label: text('waits') },
  ];
  const rows = monitors.map((monitor) => [
    monitor.id,
    stateLabel(monitor.state) + (monitor.firing > 1 ? ` (${monitor.firing})` : ''),
    monitor.evaluated_at ? time(monitor.evaluated_at, view) : '',
    monitor.value === null ? '' : valueOf(bodies.get(monitor.id) ?? {}, monitor.value) + (monitor.group === null ? '' : ` (${groupLabel(monitor.group)})`),
    monitor.window ? period(monitor.window, view) : '',
    { text: text(`waits:${monitor.waits_for}`), title: monitor.reason ? failureInWords(monitor.reason) : '' },
  ]);
  return table(text('monitors'), columns, rows, { className: 'data monitors' });
}

function time(at, view) {
  return { text: moment(at, view.zone), title: fullMoment(at, view.zone) };
}

function period({ from, to }, view) {
  return { text: `${moment(from, view.zone)} – ${moment(to, view.zone)}`, title: `${from} – ${to}` };
}
