CREATE TEMPORARY VIEW changes AS
SELECT
  tenant_id,
  event_time,
  happened,
  CASE WHEN event = 'started' THEN CAST(1 AS BIGINT) ELSE CAST(-1 AS BIGINT) END AS change
FROM (
  SELECT
    *,
    ROW_NUMBER() OVER (PARTITION BY tenant_id, task_id, event ORDER BY arrived ASC) AS occurrence
  FROM steps
  WHERE event <> 'submitted'
)
WHERE occurrence = 1
