/** What each workload may be filtered by, in the order of the page, and the count that a value is shown with. */
export const FIELDS = {
  'model-calls': [
    'model_source', 'model', 'user_id', 'api_key_id', 'project_id', 'provider', 'endpoint', 'operation', 'client',
  ],
  comfyui: ['workflow_id', 'source', 'user_id', 'api_key_id'],
  training: ['base_model', 'method', 'user_id'],
  'coding-agents': ['agent', 'user_id'],
};

/** Before the name of a filter that leaves values out. */
export const NOT = 'not_';

const NAMES = new Set(Object.values(FIELDS).flat().flatMap((name) => [name, NOT + name]));

export function isFilter(name) {
  return NAMES.has(name);
}

/** Those of `filters` that `workload` knows. */
export function filtersOf(workload, filters) {
  const known = FIELDS[workload] ?? [];
  return Object.fromEntries(
    Object.entries(filters).filter(([name]) => known.includes(name.startsWith(NOT) ? name.slice(NOT.length) : name)),
  );
}

/** Whether the person sees more users than one, so that a choice of users makes sense. */
export function seesOthers(me) {
  return me.roles.includes('super-admin') || me.may_view.length > 0;
}
