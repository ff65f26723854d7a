-- The calls of TenantCalls with numbers from FROM_NUMBER to TO_NUMBER, in the order of their times.
SELECT
  'TENANT' AS tenant_id,
  epoch_ms(FIRST_MILLIS + (number * 3600000) // (PER_DOCUMENT * GROUPS_IN_HOUR)) AS event_time,
  'user-' || user_number AS user_id,
  'key-' || user_number AS api_key_id,
  'model-' || model_number AS model,
  CASE WHEN ((bits >> 11) & 31) = 0 THEN 'failed' ELSE 'succeeded' END AS outcome,
  100 + 8 * ((bits >> 16) & 4095) AS input_tokens,
  10 + latency // 4 AS output_tokens,
  latency AS latency_ms,
  latency // 2 AS time_to_first_token_ms
FROM (
  SELECT *, lowest + ((lowest * (bits & 1023)) >> 10) AS latency
  FROM (
    SELECT *, (200 * (1 + model_number % 4)) << ((bits >> 10) & 1) AS lowest
    FROM (
      SELECT
        number,
        bits,
        group_number % USERS AS user_number,
        (group_number % USERS + group_number // USERS) % MODELS AS model_number
      FROM (
        SELECT
          number,
          xor(mixed, mixed >> 15) AS bits,
          ((number // (PER_DOCUMENT * GROUPS_IN_HOUR)) * GROUPS_APART + number % GROUPS_IN_HOUR)
            % GROUP_COUNT AS group_number
        FROM (
          SELECT number, (xor(begun, begun >> 12) * 695872825) & 4294967295 AS mixed
          FROM (
            SELECT number, (xor(number, number >> 17) * 739982445) & 4294967295 AS begun
            FROM range(FROM_NUMBER, TO_NUMBER) AS numbers(number)
          )
        )
      )
    )
  )
)
