import { listWorkloads } from '../schema/schema.js';

/** The tabs with a view of their own, in the order of the page, before those of other workloads. */
const FIRST = ['model-calls', 'comfyui', 'training', 'performance', 'coding-agents'];

/** The tabs after those of all workloads. */
const LAST = ['cost', 'records', 'budgets', 'alerts', 'people', 'sources', 'status'];

/** The names of all tabs, in the order of the page: each workload of the schema has one. */
export function tabNames() {
  const others = listWorkloads().map((workload) => workload.id).filter((id) => !FIRST.includes(id));
  return [...FIRST, ...others, ...LAST];
}
