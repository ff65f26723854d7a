CREATE TEMPORARY VIEW levels AS
SELECT
  tenant_id,
  event_time,
  happened,
  change,
  SUM(change) OVER (
    PARTITION BY tenant_id
    ORDER BY happened
    RANGE BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW
  ) AS level
FROM changes
