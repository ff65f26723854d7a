import { speaker } from '../language/language.js';
import { workloadLabel } from '../schema/labels.js';
import { findWorkload } from '../schema/schema.js';
import { createTab as alerts } from './alerts/view.js';
import { createTab as budgets } from './budgets/view.js';
import { createTab as codingAgents } from './coding-agents/view.js';
import { createTab as comfyui } from './comfyui/view.js';
import { createTab as cost } from './cost/view.js';
import { createTab as modelCalls } from './model-calls/view.js';
import { createTab as people } from './people/view.js';
import { createTab as performance } from './performance/view.js';
import { createTab as records, workloadOf as workloadOfRecords } from './records/view.js';
import { createTab as sources } from './sources/view.js';
import { createTab as status } from './status/view.js';
import { createTab as training } from './training/view.js';
import { createWorkloadTab } from './workload/view.js';

export const TEXTS = {
  en: { cost: 'Cost', performance: 'Performance', records: 'Records', budgets: 'Budgets', alerts: 'Alerts', people: 'People', sources: 'Sources', status: 'Status' },
  zh: { cost: '费用', performance: '性能', records: '调用记录', budgets: '额度', alerts: '告警', people: '人员', sources: '接入', status: '状态' },
};

const text = speaker(TEXTS);

/** The views that show more than a workload's schema says. */
const VIEWS = {
  'model-calls': modelCalls, comfyui, training, performance, 'coding-agents': codingAgents, cost, records, budgets, alerts, people, sources, status,
};

/** The workloads of tabs that are not named after one. */
const WORKLOADS = { performance: () => 'model-calls', cost: () => null, records: workloadOfRecords, budgets: () => null, alerts: () => null, people: () => null, sources: () => null, status: () => null };

/** The view of a tab: its own, or the one that follows from the schema of the workload. */
export function createTab(page, name) {
  return name in VIEWS ? VIEWS[name](page) : createWorkloadTab(page, name);
}

export function tabLabel(name) {
  return findWorkload(name) === null ? text(name) : workloadLabel(name);
}

/** The workload whose filters a view takes; null when it takes none. */
export function workloadOf(view) {
  return view.tab in WORKLOADS ? WORKLOADS[view.tab](view) : view.tab;
}
