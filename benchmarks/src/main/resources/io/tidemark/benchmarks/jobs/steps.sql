CREATE TABLE steps (
  task_id STRING,
  event STRING,
  event_time BIGINT,
  tenant_id STRING,
  happened AS TO_TIMESTAMP_LTZ(event_time, 3),
  arrived AS PROCTIME(),
  WATERMARK FOR happened AS happened - INTERVAL '5' MINUTE
) WITH (
  'connector' = 'kafka',
  'topic' = '%s',
  'properties.bootstrap.servers' = '%s',
  'properties.group.id' = '%s',
  'properties.interceptor.classes' = '%s',
  'scan.startup.mode' = 'earliest-offset',
  'format' = 'json'
)
