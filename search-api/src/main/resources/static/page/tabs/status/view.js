import { element } from '../../dom/element.js';
import { exact, formatValue, fullMoment, moment } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { Panel } from '../../panel/panel.js';
import { explanation } from '../../popover/explanation.js';
import { workloadLabel } from '../../schema/labels.js';
import { replaceTable, table } from '../../table/table.js';
import { TEXTS } from './texts.js';
import { verdict } from './verdict.js';

const text = speaker(TEXTS);

/** Reasons whose name is a word of the page as well. */
const REASON_TEXTS = { refused: 'refused_by_store' };

export function createTab(page) {
  const panels = Object.fromEntries(['verdict', 'pipelines', 'refused', 'messages', 'system'].map((name) => [name, panel(page, name)]));
  return {
    element: element(
      'div', { className: 'tab' }, panels.verdict.element, panels.pipelines.element,
      element('div', { className: 'columns wide' }, panels.refused.element, panels.system.element, page.me.roles.includes('super-admin') && panels.messages.element),
    ),
    show(view, ask) {
      const answer = ask(null, '/status');
      const fill = (name, content) => panels[name].fill(answer, (found) => replaceTable(panels[name].body, content(found, view)));
      return [fill('verdict', verdict), fill('pipelines', pipelines), fill('refused', refused), fill('messages', messages), fill('system', system)];
    },
  };
}

function panel(page, name) {
  const sign = `${name}?` in TEXTS.en ? explanation(text(name), text(`${name}?`)) : null;
  return new Panel({ title: text(name), name, sign, retry: page.refresh });
}

function pipelines(status, view) {
  // Only a super-admin sees the number of events of the tenant.
  const told = status.pipelines.some((one) => one.counted !== null);
  const counts = ['counted', 'duplicates', 'conflicting'];
  const columns = [
    { label: text('pipeline') }, { label: text('final_through') }, { label: text('behind'), numeric: true },
    { label: text('late'), numeric: true, title: text('late?') },
    ...(told ? counts.map((name) => ({ label: text(name), numeric: true, title: text(`${name}?`) })) : []),
  ];
  const rows = status.pipelines.map((one) => [
    workloadLabel(one.pipeline),
    one.final_through ? { text: moment(one.final_through, view.zone), title: one.final_through } : text('nothingFinal'),
    behind(one, status),
    number(one.late_events),
    ...(told ? [one.counted, one.duplicates, one.conflicting_duplicates].map(number) : []),
  ]);
  return table(text('pipelines'), columns, rows);
}

function behind(pipeline, status) {
  const millis = pipeline.final_through ? Date.parse(status.generated_at) - Date.parse(pipeline.final_through) : null;
  return formatValue('span', millis);
}

function number(value) {
  return { text: formatValue('count', value), title: exact('count', value) };
}

function refused(status) {
  const reasons = Object.entries(status.dead_letters);
  if (reasons.length === 0) {
    return element('p', {}, text('noneRefused'));
  }
  const rows = reasons.map(([reason, events]) => {
    const name = REASON_TEXTS[reason] ?? reason;
    return [{ text: text(name), title: reason }, `${name}?` in TEXTS.en ? text(`${name}?`) : '', number(events)];
  });
  return table(text('refused'), [{ label: text('reason') }, { label: text('meaning') }, { label: text('events'), numeric: true }], rows, { className: 'data wrap' });
}

function messages(status, view) {
  // Only a super-admin sees them.
  const failed = status.failed_messages ?? [];
  if (failed.length === 0) {
    return element('p', {}, text('noneFailed'));
  }
  const columns = [
    { label: text('created') }, { label: text('channel') }, { label: text('subject') },
    { label: text('attempts'), numeric: true }, { label: text('reason') },
  ];
  const rows = failed.map((one) => [
    { text: moment(one.created_at, view.zone), title: one.created_at }, one.channel, { text: one.subject, title: one.type },
    number(one.attempts), one.last_error,
  ]);
  return table(text('messages'), columns, rows, { className: 'data wrap' });
}

function system(status, view) {
  const facts = [
    [text('version'), status.versions.api],
    [text('elasticsearch'), status.versions.elasticsearch],
    [text('expiry'), text(status.expiry)],
    [text('generated'), fullMoment(status.generated_at, view.zone)],
  ];
  return element('dl', { className: 'facts' }, ...facts.flatMap(([name, value]) => [element('dt', {}, name), element('dd', {}, value)]));
}
