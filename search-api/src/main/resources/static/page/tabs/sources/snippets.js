/** Stands for a key that was not created. */
export const NO_KEY = 'YOUR_KEY';

/**
 * Configurations of senders, to copy: the name of the sender, where its text belongs, and the text for an address
 * of intake and a key. Names, files and texts are the same in all languages.
 */
export const SNIPPETS = [
  {
    name: 'LiteLLM', file: 'config.yaml',
    text: (address, key) => `litellm_settings: {callbacks: ["tidemark"], turn_off_message_logging: true}
callback_settings:
  tidemark:
    callback_type: generic_api
    endpoint: "${address}/api/v1/events/litellm"
    headers: {Authorization: "Bearer ${key}"}
`,
  },
  {
    name: 'Claude Code', file: 'sh',
    text: (address, key) => `export CLAUDE_CODE_ENABLE_TELEMETRY=1
export OTEL_LOGS_EXPORTER=otlp
export OTEL_METRICS_EXPORTER=otlp
export OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf
export OTEL_EXPORTER_OTLP_ENDPOINT=${address}
export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer ${key}"
`,
  },
  {
    name: 'Codex CLI', file: '~/.codex/config.toml',
    text: (address, key) => `[otel]
exporter = { otlp-http = { endpoint = "${address}/v1/logs", protocol = "binary", headers = { "Authorization" = "Bearer ${key}" } } }
metrics_exporter = { otlp-http = { endpoint = "${address}/v1/metrics", protocol = "binary", headers = { "Authorization" = "Bearer ${key}" } } }
`,
  },
  {
    name: 'Gemini CLI', file: '~/.gemini/settings.json',
    text: (address, key) => `// and in the environment: export OTEL_EXPORTER_OTLP_HEADERS="Authorization=Bearer ${key}"
{
  "telemetry": {
    "enabled": true,
    "target": "local",
    "otlpEndpoint": "${address}",
    "otlpProtocol": "http",
    "logPrompts": false
  }
}
`,
  },
  {
    name: 'OpenTelemetry Collector', file: 'config.yaml',
    text: (address, key) => `exporters:
  otlphttp/tidemark:
    endpoint: ${address}
    headers: {Authorization: "Bearer ${key}"}
processors:
  groupbytrace: {wait_duration: 10s}
service:
  pipelines:
    traces: {receivers: [otlp], processors: [groupbytrace], exporters: [otlphttp/tidemark]}
    logs: {receivers: [otlp], exporters: [otlphttp/tidemark]}
    metrics: {receivers: [otlp], exporters: [otlphttp/tidemark]}
`,
  },
  { name: 'Envoy + Vector', file: 'vector.yaml', text: (address, key) => vector(address, key, 'envoy-access-log', '/var/log/envoy/access.log') },
  { name: 'Higress', file: 'vector.yaml', text: (address, key) => vector(address, key, 'higress', '/var/log/higress/access.log') },
  {
    name: 'new-api', file: 'sh',
    text: (address, key) => `curl -s -H "Authorization: Bearer NEW_API_TOKEN" -H "New-Api-User: 1" \\
    "https://new-api.example.com/api/log/?p=1&page_size=100" |
  curl -H "Authorization: Bearer ${key}" -H "Content-Type: application/json" \\
    --data-binary @- ${address}/api/v1/events/new-api
`,
  },
  {
    name: 'curl', file: 'sh',
    text: (address, key) => `curl -H "Authorization: Bearer ${key}" -H "Content-Type: application/json" \\
  ${address}/api/v1/events -d '{"request_id": "'$(uuidgen)'", "event_time": "'$(date -u +%FT%TZ)'",
    "model": "gpt-4o", "user_id": "alice", "status_code": 200, "input_tokens": 12, "output_tokens": 34}'
`,
  },
];

function vector(address, key, format, file) {
  return `sources:
  access_log: {type: file, include: [${file}]}
transforms:
  calls: {type: remap, inputs: [access_log], source: ". = parse_json!(.message)"}
sinks:
  tidemark:
    type: http
    inputs: [calls]
    uri: ${address}/api/v1/events/${format}
    method: post
    compression: gzip
    encoding: {codec: json}
    batch: {max_events: 1000, timeout_secs: 5}
    request: {headers: {Authorization: "Bearer ${key}"}}
`;
}
