import { costMetrics, dimensionNames, findDimension, findRecordField, findWorkload, listWorkloads } from '../../schema/schema.js';

/** The columns of a list of records, in its order; details show all fields. */
const COLUMNS = {
  'model-calls': ['event_time', 'outcome', 'status_code', 'model', 'user_id', 'api_key_id', 'channel', 'input_tokens', 'output_tokens', 'latency_ms', 'time_to_first_token_ms', 'error_type'],
  comfyui: ['event_time', 'outcome', 'workflow_name', 'user_id', 'api_key_id', 'source', 'queue_time_ms', 'run_time_ms', 'error_type', 'error_message'],
};

/** Columns of records without an order of their own. */
const MOST_COLUMNS = 10;

/** The field that every record has: it orders lists, and opens the record. */
export const TIME = 'event_time';

/** Fields that records have where there are prices. */
const MONEY = ['cost', 'currency', 'price_id', 'unpriced'];

/** The workloads that have records. */
export function recordKinds() {
  return listWorkloads().filter((workload) => workload.record_fields.length > 0).map((workload) => workload.id);
}

/** The kind that a view of records shows. */
export function kindOf(view) {
  const kinds = recordKinds();
  return kinds.includes(view.options.kind) ? view.options.kind : kinds[0];
}

/** All fields that may be columns of a list: the usual ones first. The time is always the first. */
export function possibleColumns(kind) {
  const fields = findWorkload(kind).record_fields.filter((field) => field.type !== 'object');
  const money = costMetrics(kind).length > 0 ? MONEY : [];
  return [...new Set([TIME, ...usualColumns(kind), ...dimensionNames(kind), ...names(fields), ...money])];
}

/** The columns that a view has chosen, in the order of `possibleColumns`; the usual ones when it chose none. */
export function columnsOf(kind, view) {
  const chosen = view.options.columns?.split(',') ?? [];
  const known = possibleColumns(kind).filter((name) => name === TIME || chosen.includes(name));
  return known.length > 1 ? known : usualColumns(kind);
}

/** The names of a list's columns: by default those with few values first, then dimensions, then other fields. */
export function usualColumns(kind) {
  if (kind in COLUMNS) {
    return COLUMNS[kind];
  }
  const fields = findWorkload(kind).record_fields.filter((field) => field.type !== 'object');
  const [known, others] = [fields.filter((field) => field.choices), fields.filter((field) => !field.choices)];
  return [TIME, ...names(known), ...dimensionNames(kind), ...names(others)].slice(0, MOST_COLUMNS);
}

/** The fields that a request for records takes one value of, in addition to the filters of the workload. */
export function choiceFields(kind) {
  return findWorkload(kind).record_fields.filter((field) => field.choices);
}

export function hasStatusCodes(kind) {
  return findRecordField(kind, 'status_code') !== null;
}

export function hasErrorTypes(kind) {
  return findRecordField(kind, 'error_type') !== null;
}

/** The field that identifies a record of the kind. */
export function idField(kind) {
  return findWorkload(kind).record_id;
}

/** The field of which a request may set the least value: the first duration; null without one. */
export function durationField(kind) {
  return findWorkload(kind).record_fields.find((field) => field.unit === 'ms') ?? null;
}

/** The type of a field: `time`, `number`, `text`, `boolean` or `object`. */
export function fieldType(kind, name) {
  return name === TIME ? 'time' : findRecordField(kind, name)?.type ?? 'text';
}

/** The label of a field or dimension of records; null when the schema has neither. */
export function findLabel(kind, name) {
  return (findRecordField(kind, name) ?? findDimension(kind, name))?.label ?? null;
}

function names(fields) {
  return fields.map((field) => field.name);
}
