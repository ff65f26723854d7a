CREATE TEMPORARY VIEW counted_once AS
SELECT
  event_time,
  tenant_id,
  project_id,
  user_id,
  COALESCE(user_type, 'user') AS user_type,
  api_key_id,
  provider,
  COALESCE(model_source, 'preset') AS model_source,
  `model`,
  endpoint,
  operation,
  CASE
    WHEN user_agent IS NULL THEN CAST(NULL AS STRING)
    WHEN user_agent LIKE 'claude-cli%' OR user_agent LIKE '%claude-code%' THEN 'claude-code'
    WHEN user_agent LIKE 'codex%' OR user_agent LIKE 'Codex%' THEN 'codex-cli'
    WHEN user_agent LIKE 'Cursor%' THEN 'cursor'
    WHEN user_agent LIKE 'GeminiCLI%' THEN 'gemini-cli'
    WHEN user_agent LIKE '%OpenAI/%' THEN 'openai-sdk'
    WHEN user_agent LIKE 'Anthropic%' OR user_agent LIKE 'AsyncAnthropic%' THEN 'anthropic-sdk'
    ELSE 'other'
  END AS client,
  COALESCE(blocked, FALSE) AS blocked,
  COALESCE(status_code, 0) >= 400 OR error_type IS NOT NULL AS failed,
  input_tokens,
  output_tokens,
  CASE
    WHEN input_tokens IS NULL AND output_tokens IS NULL THEN total_tokens
    ELSE COALESCE(input_tokens, 0) + COALESCE(output_tokens, 0)
  END AS total_tokens,
  cache_read_tokens,
  cache_write_tokens,
  reasoning_tokens,
  latency_ms,
  time_to_first_token_ms,
  attempts
FROM (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY tenant_id, request_id ORDER BY arrived ASC) AS occurrence
  FROM calls
)
WHERE occurrence = 1 AND COALESCE(channel, 'api') <> 'playground'
