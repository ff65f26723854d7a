import { formatValue } from '../../metric/format.js';
import { speaker } from '../../language/language.js';
import { isMeasure, measureFormat, measureLabel } from '../../money/measures.js';
import { TEXTS } from './texts.js';

const text = speaker(TEXTS);

/** Conditions whose reference is a fixed limit. */
const LIMITS = new Set(['above', 'below', 'pipeline']);

/** The monitor and its group. */
export function alertName({ monitor, group }) {
  return group === null ? monitor : `${monitor} · ${groupLabel(group)}`;
}

export function groupLabel(group) {
  const found = `group:${group}`;
  return found in TEXTS.en ? text(found) : group;
}

export function stateLabel(state) {
  return text(`state:${state}`);
}

/** The value of an alert, and with which it was compared. */
export function compared(alert) {
  if (alert.value === null) {
    return null;
  }
  const value = valueOf(alert, alert.value);
  const label = isKnown(alert) ? measureLabel(alert.workload, alert.metric) : alert.metric ?? '';
  const shown = `${label} ${value}`.trim();
  return alert.reference === null ? shown : text(LIMITS.has(alert.condition.kind) ? 'limited' : 'compared', { value: shown, reference: valueOf(alert, alert.reference) });
}

/** A value in the unit of the metric of an alert or monitor. */
export function valueOf(alert, value) {
  const ratio = alert.metric?.endsWith('_rate');
  return formatValue(isKnown(alert) ? measureFormat(alert.workload, alert.metric, alert.currency) : ratio ? 'ratio' : 'level', Number(value));
}

function isKnown({ workload, metric }) {
  return Boolean(workload && metric) && isMeasure(workload, metric);
}
