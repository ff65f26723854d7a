import { element } from '../../dom/element.js';
import { exact, formatValue, UNKNOWN } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { table } from '../../table/table.js';
import { readAttempts, readNodeTimes } from './lists.js';

export const TEXTS = {
  en: {
    'entry:width': 'Width', 'entry:height': 'Height', 'entry:model': 'Model', 'entry:node_times': 'Node times',
    'entry:input_sha256': 'Input images (SHA-256)', 'entry:input_seen_before': 'Earlier runs with these images',
    'entry:task_type': 'Task type', 'entry:model_used': 'Model', 'entry:estimated_tokens': 'Estimated tokens', 'entry:input_resolution': 'Input resolution',
    'entry:routing_information': 'Routing attempts',
    node: 'Node', nodeType: 'Type', nodeTime: 'Time', failedNode: 'The run failed in this node.',
    nodesCut: 'The stored text is cut: faster nodes are missing.', attemptsCut: 'The stored text is cut: {stored} of {all} attempts.',
  },
  zh: {
    'entry:width': '宽度', 'entry:height': '高度', 'entry:model': '模型', 'entry:node_times': '节点用时',
    'entry:input_sha256': '输入图片（SHA-256）', 'entry:input_seen_before': '此前使用这些图片的运行次数',
    'entry:task_type': '任务类型', 'entry:model_used': '模型', 'entry:estimated_tokens': '预估 token 数', 'entry:input_resolution': '输入分辨率',
    'entry:routing_information': '路由尝试',
    node: '节点', nodeType: '类型', nodeTime: '用时', failedNode: '运行在此节点失败。',
    nodesCut: '存储的文本被截断：缺少用时较短的节点。', attemptsCut: '存储的文本被截断：共 {all} 次尝试，此处有 {stored} 次。',
  },
};

const text = speaker(TEXTS);

/** Entries of an object that hold a list in a text, and what shows it; null where the text is none. */
const LISTS = new Map([['node_times', nodeTimes], ['routing_information', attempts]]);

/** The entries of a field that is an object, one a line. */
export function nestedField(entries, record) {
  const lines = Object.entries(entries).flatMap(([name, value]) => [
    element('dt', { title: name }, entryLabel(name)),
    element('dd', { data: { entry: name } }, (typeof value === 'string' && LISTS.get(name)?.(value, record)) || entryText(value)),
  ]);
  return lines.length === 0 ? UNKNOWN : element('dl', { className: 'nested' }, ...lines);
}

/** A value of an entry, or of an attempt, in one line. */
function entryText(value) {
  if (value === null || value === undefined || value === '') {
    return UNKNOWN;
  }
  return typeof value === 'object' ? JSON.stringify(value, (_, inner) => inner ?? UNKNOWN) : String(value);
}

/** Entries that the sources of this project write have labels; all others keep their names. */
function entryLabel(name) {
  const known = `entry:${name}`;
  const label = text(known);
  return label === known ? name : label;
}

function nodeTimes(value, record) {
  const read = readNodeTimes(value);
  if (read === null) {
    return null;
  }
  const most = Math.max(...read.rows.map((node) => node.ms));
  const rows = read.rows.map(({ id, type, ms }) => [
    id === record.node_id ? element('span', { className: 'outcome failed', title: text('failedNode') }, id) : id,
    type, timeCell(ms, most),
  ]);
  return listed(text('entry:node_times'), [{ label: text('node') }, { label: text('nodeType') }, { label: text('nodeTime'), numeric: true }], rows, read.isCut && text('nodesCut'));
}

function timeCell(ms, most) {
  const bar = element('span', { className: 'share-bar' });
  bar.style.width = `${most === 0 ? 0 : Math.round((ms / most) * 100)}%`;
  return element('span', { className: 'share', title: exact('ms', ms) }, element('span', { className: 'share-track' }, bar), element('span', { className: 'share-value' }, formatValue('ms', ms)));
}

/** Systems that route calls name what they know of an attempt: each name is a column. */
function attempts(value, record) {
  const read = readAttempts(value);
  if (read === null) {
    return null;
  }
  const names = [...new Set(read.rows.flatMap((attempt) => Object.keys(attempt)))];
  const rows = read.rows.map((attempt, at) => [String(at + 1), ...names.map((name) => entryText(Object.hasOwn(attempt, name) ? attempt[name] : null))]);
  const stored = text('attemptsCut', { stored: rows.length, all: record.attempts ?? UNKNOWN });
  return listed(text('entry:routing_information'), [{ label: '#', numeric: true }, ...names.map((label) => ({ label }))], rows, read.isCut && stored);
}

function listed(caption, columns, rows, note) {
  return element('div', {}, table(caption, columns, rows), note && element('p', { className: 'note' }, note));
}
