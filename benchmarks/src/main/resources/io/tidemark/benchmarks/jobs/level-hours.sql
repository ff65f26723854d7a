-- The level before an hour is that behind its last change less all its changes. It did not last if
-- the first change is in the hour's first millisecond. Every change counts until the hour is over.
SELECT
  window_start,
  tenant_id,
  CASE WHEN starts_with_change THEN highest ELSE GREATEST(highest, opening) END AS max_level,
  CASE WHEN starts_with_change THEN lowest ELSE LEAST(lowest, opening) END AS min_level,
  CAST(opening * 3600000 + area AS DOUBLE) / 3600000 AS mean_level,
  opening * 3600000 + area AS running_ms
FROM (
  SELECT
    window_start,
    tenant_id,
    MAX(level) AS highest,
    MIN(level) AS lowest,
    MOD(MIN(event_time), 3600000) = 0 AS starts_with_change,
    MOD(MAX(event_time * 100000 + level), 100000) - SUM(change) AS opening,
    SUM(change * (3600000 - MOD(event_time, 3600000))) AS area
  FROM TABLE(TUMBLE(TABLE levels, DESCRIPTOR(happened), INTERVAL '1' HOUR))
  GROUP BY window_start, window_end, tenant_id
)
