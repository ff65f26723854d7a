import { element } from '../../dom/element.js';
import { formatValue, fullMinute } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { workloadLabel } from '../../schema/labels.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Windows of an hour close within the next one: from here on something holds them up. */
const BEHIND_MILLIS = 2 * 3_600_000;

/** How the words look. */
const STATES = { well: 'good', current: 'good', unknown: 'none', lagging: 'warn', attention: 'bad' };

/** Whether all is well, in one word, with a line for each reason why not and for what is good to know. */
export function verdict(status, view) {
  const behind = status.pipelines.map((one) => behindInWords(one, status)).filter(Boolean);
  const faults = faultsInWords(status, view);
  // Only a super-admin sees all of it.
  const seesAll = status.failed_messages !== null && status.access_log !== null;
  const isKnown = behind.length > 0 || status.pipelines.some((one) => one.final_through !== null);
  const word = behind.length > 0 ? 'lagging' : !isKnown ? 'unknown' : seesAll ? 'well' : 'current';
  const state = faults.length > 0 ? 'attention' : word;
  const lines = [...faults, ...behind, !isKnown && text('isNothingFinal'), ...notesInWords(status), !seesAll && text('isHidden')].filter(Boolean);
  return element(
    'div', { className: 'verdict', data: { verdict: state } },
    element('strong', { data: { state: STATES[state] } }, text(state)),
    lines.length > 0 && element('ul', {}, ...lines.map((line) => element('li', {}, line))),
  );
}

/** How far a workload is behind, where that is too much; one without usage has nothing to be final. */
function behindInWords({ pipeline, final_through: time, counted }, { generated_at: now }) {
  if (time === null) {
    return counted > 0 && text('isNeverFinal', { workload: workloadLabel(pipeline) });
  }
  const millis = Date.parse(now) - Date.parse(time);
  return millis > BEHIND_MILLIS && text('isBehind', { workload: workloadLabel(pipeline), time: formatValue('span', millis) });
}

function faultsInWords({ pipelines, dead_letters: rejected, failed_messages: unsent, unreadable_settings: unreadable, access_log: log }, view) {
  const numbers = {
    areRejected: sum(Object.values(rejected)),
    areConflicting: sum(pipelines.map((one) => one.conflicting_duplicates)),
    areUnsent: unsent?.length ?? 0,
    areLost: log?.lost ?? 0,
  };
  return [
    ...Object.entries(numbers).filter(([, count]) => count > 0).map(([name, count]) => text(name, { count: formatValue('count', count) })),
    ...(unreadable ?? []).map(({ kind, id, entry, reason }) => text('isUnreadable', { kind, id, reason: [entry, reason].filter(Boolean).join(': ') })),
    ...(log?.failing_since ? [text('isFailing', { time: fullMinute(log.failing_since, view.zone) })] : []),
  ];
}

/** Late events correct the hours that they belong to: nothing is missing. */
function notesInWords({ pipelines }) {
  const late = sum(pipelines.map((one) => one.late_events));
  return late > 0 ? [text('wereLate', { count: formatValue('count', late) })] : [];
}

function sum(numbers) {
  return numbers.reduce((all, number) => all + (number ?? 0), 0);
}
