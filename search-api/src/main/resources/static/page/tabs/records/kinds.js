/** What each kind of record shows: its columns, its outcomes, and the shortest duration that may be asked for. */
export const KINDS = {
  'model-calls': {
    id: 'request_id',
    least: 'min_latency_ms',
    outcomes: ['succeeded', 'failed', 'blocked'],
    columns: ['event_time', 'outcome', 'status_code', 'model', 'user_id', 'api_key_id', 'channel', 'input_tokens', 'output_tokens', 'latency_ms', 'time_to_first_token_ms', 'error_type'],
    channels: ['api', 'playground'],
    statusCodes: true,
  },
  comfyui: {
    id: 'task_id',
    least: 'min_run_time_ms',
    outcomes: ['succeeded', 'failed', 'cancelled', 'abandoned'],
    channels: [],
    columns: ['event_time', 'outcome', 'workflow_name', 'user_id', 'api_key_id', 'source', 'queue_time_ms', 'run_time_ms', 'error_type', 'error_message'],
    statusCodes: false,
  },
};

/** Fields that hold a time. */
export const TIMES = new Set(['event_time', 'submitted_at', 'started_at', 'finished_at']);

/** Fields that hold a number to be read as a figure. */
export const FIGURES = new Set([
  'input_tokens', 'output_tokens', 'total_tokens', 'cache_read_tokens', 'cache_write_tokens', 'reasoning_tokens',
  'latency_ms', 'time_to_first_token_ms', 'run_time_ms', 'queue_time_ms',
]);

/** The kind that a view of records shows. */
export function kindOf(view) {
  return view.options.kind in KINDS ? view.options.kind : 'model-calls';
}
