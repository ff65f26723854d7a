import { element } from '../../dom/element.js';
import { exact, formatValue, fullMoment, moment, momentSeenAt } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { table } from '../../table/table.js';
import { serverNow } from '../../time/server-clock.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** The table of sources. */
export function sourceTable({ sources }, view) {
  if (sources.length === 0) {
    return element('p', {}, text('noSources'));
  }
  const explained = (name, more = {}) => ({ label: text(name), title: text(`${name}?`), ...more });
  const columns = [
    { label: text('source') }, explained('lastEvent'), explained('perMinute', { numeric: true }), { label: text('accepted'), numeric: true },
    explained('rejected', { numeric: true }), explained('failed', { numeric: true }), explained('ignored', { numeric: true }),
    explained('clock', { numeric: true }), explained('age', { numeric: true }),
  ];
  return table(text('sources'), columns, sources.map((source) => row(source, view)), { className: 'data sources' });
}

function row(source, view) {
  const last = lastRejection(source, view);
  const isOfRequest = isFailedRequest(source);
  return [
    name(source),
    source.last_event_at ? { text: momentSeenAt(serverNow(), source.last_event_at, view.zone), title: fullMoment(source.last_event_at, view.zone) } : text('never'),
    { text: formatValue('level', source.events_per_minute), title: exact('level', source.events_per_minute) },
    count(source.accepted),
    withReasons(source.rejected, source.rejected_by_reason, isOfRequest ? null : last),
    withReasons(source.failed_requests, source.failed_by_reason, isOfRequest ? last : null),
    count(source.ignored),
    { text: formatValue('delay', source.clock_ahead_ms), title: exact('delay', source.clock_ahead_ms) },
    { text: formatValue('delay', source.median_age_ms), title: exact('delay', source.median_age_ms) },
  ];
}

function name({ id, name: shown, type, state, hint, project_id: project, user_id: user }) {
  const notes = [hint && `${hint}…`, project, user, state === 'revoked' && text('revoked'), type !== 'key' && text(type)].filter(Boolean);
  return element(
    'div', { className: 'source-name', title: id },
    element('span', {}, shown), notes.length > 0 && element('span', { className: 'note' }, notes.join(' · ')),
  );
}

function count(value) {
  return { text: formatValue('count', value), title: exact('count', value) };
}

function withReasons(total, byReason, last) {
  const reasons = Object.entries(byReason).map(([reason, value]) => `${reasonLabel(reason)} ${formatValue('count', value)}`);
  return element(
    'div', { className: 'reasons', title: last },
    element('span', {}, formatValue('count', total)), ...reasons.map((reason) => element('span', { className: 'note' }, reason)),
    last && element('span', { className: 'note last' }, last),
  );
}

function reasonLabel(reason) {
  const found = `reason:${reason}`;
  return found in TEXTS.en ? text(found) : reason;
}

/** Whether the last rejection was that of a whole request, as far as its reason tells. */
function isFailedRequest({ last_rejection: last, rejected_by_reason: items, failed_by_reason: requests }) {
  return last !== null && last.reason in requests && !(last.reason in items);
}

function lastRejection({ last_rejection: last }, view) {
  return last && text('lastRejection', { time: moment(last.at, view.zone), message: last.message });
}
