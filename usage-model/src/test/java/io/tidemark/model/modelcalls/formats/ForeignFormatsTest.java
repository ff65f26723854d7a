/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.UsageFormat;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class ForeignFormatsTest {

  private static final FormatOptions ACME = FormatOptions.NONE.withDefaultTenant("acme");

  private static Reading read(String format, FormatOptions options, String record) {
    return Reading.of(ModelCallFormats.byName(format, options), record);
  }

  @SuppressWarnings("unchecked")
  private static Map<String, String> tags(Map<String, Object> call) {
    return (Map<String, String>) call.get("tags");
  }

  /** Tools that know doubles alone, such as data frames, write integers so. */
  @ParameterizedTest
  @ValueSource(strings = {"ai-gateway", "litellm"})
  void readsIntegersWithAFractionOfZeros(String name) {
    String example = Examples.of(name);
    String integers = "(\"[a-z_]*(?:_tokens|latency_ms|byte_ms)\": ?)([0-9]+)(?![0-9.])";
    UsageFormat<ModelCall> format =
        ModelCallFormats.byName(name, FormatOptions.NONE.withDefaultTenant("acme"));
    assertThat(example).containsPattern(integers);

    assertThat(Reading.of(format, example.replaceAll(integers, "$1$2.00")).call())
        .isEqualTo(Reading.of(format, example).call());
    String status =
        Examples.of("ai-gateway").replaceFirst("\"status_code\": ?200,", "\"status_code\":200.0,");
    assertThat(read("ai-gateway", FormatOptions.NONE, status).call())
        .containsEntry("status_code", 200);
    for (String end : new String[] {".5", ".01", "e3", "e-1"}) {
      assertThat(Reading.of(format, example.replaceAll(integers, "$1$2" + end)).rejection())
          .as(end)
          .contains("must be an integer");
    }
  }

  @Test
  void readsRowsOfTheGatewayTable() {
    Map<String, Object> call =
        read("ai-gateway", FormatOptions.NONE, Examples.of("ai-gateway")).call();
    assertThat(call)
        .containsEntry("request_id", "7b0f6a6e-0001/ep-9")
        .containsEntry("tenant_id", "acc-1")
        .containsEntry("project_id", "1234567890")
        .containsEntry("event_time", 1767229200125L)
        .containsEntry("model", "claude-sonnet-4-5")
        .containsEntry("provider", "PAY_PER_TOKEN_FOUNDATION_MODEL")
        .containsEntry("endpoint", "coding-claude")
        .containsEntry("operation", "anthropic/v1/messages")
        .containsEntry("user_id", "u17@example.test")
        .containsEntry("user_type", "user")
        .containsEntry("client_ip", "192.0.2.7")
        .containsEntry("client", "claude-code")
        .containsEntry("input_tokens", 1200L)
        .containsEntry("cache_read_tokens", 1024L)
        .containsEntry("cache_write_tokens", 0L)
        .containsEntry("output_tokens", 310L)
        .containsEntry("latency_ms", 3250L)
        .containsEntry("time_to_first_token_ms", 410L)
        .containsEntry("status_code", 200)
        .containsEntry("attempts", 1L);
    assertThat(tags(call))
        .containsEntry("endpoint_tags.team", "platform")
        .containsEntry("request_tags.project", "demo")
        .containsEntry("endpoint_metadata", "{\"creator\": \"admin@example.test\"}")
        .containsEntry("destination_id", "d-1")
        .containsEntry("url", "/anthropic/v1/messages")
        .containsEntry("response_content_type", "text/event-stream")
        .containsEntry("schema_version", "1")
        .containsKey("routing_information");
  }

  @Test
  void readsReasoningTokensOfTheGatewayUnderBothNames() {
    for (String name : new String[] {"output_reasoning_tokens", "reasoning_tokens"}) {
      String row =
          Examples.of("ai-gateway")
              .replace("\"token_details\": {", "\"token_details\": {\"" + name + "\": 120,");
      assertThat(read("ai-gateway", FormatOptions.NONE, row).call())
          .containsEntry("reasoning_tokens", 120L)
          .containsEntry("output_tokens", 310L);
    }
  }

  @Test
  void descriptiveFieldsThatAreNoTextDoNotCostTheCall() {
    String payload =
        Examples.of("litellm")
            .replace("\"claude-cli/2.1.114 (external, cli)\"", "{\"a\":1}")
            .replace("\"192.0.2.7\"", "7");
    assertThat(read("litellm", ACME, payload).call())
        .containsEntry("input_tokens", 1200L)
        .doesNotContainKeys("user_agent", "client_ip");
  }

  @Test
  void tellsCursorByTheRouteOfTheGateway() {
    String row = Examples.of("ai-gateway").replace("anthropic/v1/messages", "cursor/v1/chat");
    assertThat(read("ai-gateway", FormatOptions.NONE, row).call())
        .containsEntry("client", "cursor");
  }

  /** ms-swift writes local times, by Python's logging also with a comma, and without a zone. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-11-29 04:22:07 | Asia/Shanghai | 2026-11-28T20:22:07Z",
        "2026-11-29 04:22:07,670 | +08:00 | 2026-11-28T20:22:07.670Z",
        "2026-11-28 20:22:07,670 | UTC | 2026-11-28T20:22:07.670Z",
        "2026-11-28T20:22:07+0000 | Asia/Shanghai | 2026-11-28T20:22:07Z",
        "2026-11-28T20:22:07Z | Asia/Shanghai | 2026-11-28T20:22:07Z",
        "2026-11-28 15:27:07 | America/New_York | 2026-11-28T20:27:07Z"
      })
  void readsLocalTimesOfMsSwiftInTheirZone(String time, String zone, String moment) {
    String line = "{\"timestamp\":\"%s\",\"model\":\"m\",\"prompt_tokens\":1}".formatted(time);

    Reading read = read("ms-swift", ACME.withMsSwiftZone(ZoneId.of(zone)), line);

    assertThat(read.call().get("event_time")).isEqualTo(Instant.parse(moment).toEpochMilli());
  }

  @Test
  void readsLinesOfMsSwift() {
    String line = Examples.of("ms-swift");
    Map<String, Object> call = read("ms-swift", ACME, line).call();
    assertThat(call)
        .containsEntry("tenant_id", "acme")
        .containsEntry("event_time", 1767229200125L)
        .containsEntry("model", "qwen3-32b")
        .containsEntry("input_tokens", 1200L)
        .containsEntry("output_tokens", 310L)
        .containsEntry("latency_ms", 3250L)
        .containsEntry("user_id", "u-17")
        .containsEntry("project_id", "demo");
    assertThat(read("ms-swift", ACME, line).call()).isEqualTo(call);
    assertThat(read("ms-swift", ACME, line.replace("1510", "1511")).call().get("request_id"))
        .isNotEqualTo(call.get("request_id"));
    assertThat(read("ms-swift", FormatOptions.NONE, line).rejection())
        .isEqualTo("tenant_id is missing");
  }

  @Test
  void doesNotKnowDurationsBelowZero() {
    String row =
        Examples.of("ai-gateway")
            .replace("\"latency_ms\": 3250", "\"latency_ms\": -1")
            .replace("\"time_to_first_byte_ms\": 410", "\"time_to_first_byte_ms\": -1");
    assertThat(read("ai-gateway", ACME, row).call())
        .containsEntry("input_tokens", 1200L)
        .doesNotContainKeys("latency_ms", "time_to_first_token_ms");
    String line = Examples.of("ms-swift").replace("\"duration\":3.25", "\"duration\":-0.25");
    assertThat(read("ms-swift", ACME, line).call())
        .containsEntry("input_tokens", 1200L)
        .doesNotContainKey("latency_ms");
    String payload =
        Examples.of("litellm")
            .replace("1767229203.375", "1767229200.1")
            .replaceFirst("\\{", "{\"request_duration_ms\":-25,");
    assertThat(read("litellm", ACME, payload).call())
        .containsEntry("input_tokens", 1200L)
        .doesNotContainKey("latency_ms");
  }

  @Test
  void readsPayloadsOfLitellm() {
    Map<String, Object> call = read("litellm", ACME, Examples.of("litellm")).call();
    assertThat(call)
        .containsEntry("request_id", "chatcmpl-0001")
        .containsEntry("tenant_id", "acme")
        .containsEntry("project_id", "team-a")
        .containsEntry("user_id", "u-17")
        .containsEntry(
            "api_key_id", "88dc28d0f030c55ed4ab77ed8faf098196cb1c05df778539800c9f1243fe6b4b")
        .containsEntry("model", "gpt-4o-mini")
        .containsEntry("provider", "openai")
        .containsEntry("operation", "acompletion")
        .containsEntry("event_time", 1767229200125L)
        .containsEntry("latency_ms", 3250L)
        .containsEntry("time_to_first_token_ms", 410L)
        .containsEntry("input_tokens", 1200L)
        .containsEntry("cache_read_tokens", 1024L)
        .containsEntry("output_tokens", 310L)
        .containsEntry("client", "claude-code")
        .doesNotContainKeys("error_type", "status_code", "blocked");
    assertThat(tags(call)).containsEntry("model_group", "small-chat");
    assertThat(read("litellm", FormatOptions.NONE, Examples.of("litellm")).call())
        .containsEntry("tenant_id", "team-a");
  }

  @Test
  void readsBatchesAndIsoTimesOfLitellm() {
    String payload =
        Examples.of("litellm")
            .replace("1767229200.125", "\"2026-01-01T01:00:00.125000\"")
            .replace("1767229203.375", "\"2026-01-01T01:00:03.375000+00:00\"");
    Reading reading = read("litellm", ACME, "[" + payload + ",7," + payload + "]");
    assertThat(reading.calls()).hasSize(2);
    assertThat(reading.rejections()).containsExactly("the record must be a JSON object");
    assertThat(reading.calls().get(0))
        .containsEntry("event_time", 1767229200125L)
        .containsEntry("latency_ms", 3250L);
  }

  @Test
  void countsNothingOfABrokenBatch() {
    String payload = Examples.of("litellm");
    Reading reading = read("litellm", ACME, "[" + payload + "," + payload);
    assertThat(reading.calls()).isEmpty();
    assertThat(reading.rejections()).hasSize(1);
  }

  @Test
  void readsFailuresOfLitellm() {
    String payload =
        Examples.of("litellm")
            .replace("\"status\": \"success\"", "\"status\": \"failure\"")
            .replace(
                "\"error_information\": null",
                "\"error_information\":{\"error_code\":\"429\",\"error_class\":\"RateLimitError\"}")
            .replace("\"total_tokens\": 1510,\n \"prompt", "\"total_tokens\": 0,\n \"prompt");
    assertThat(read("litellm", ACME, payload).call())
        .containsEntry("request_id", "chatcmpl-0001/failure")
        .containsEntry("status_code", 429)
        .containsEntry("error_type", "RateLimitError")
        .doesNotContainKeys("input_tokens", "output_tokens", "total_tokens");
  }

  @Test
  void readsSpansOfModelCalls() {
    Map<String, Object> call = read("otel-genai", ACME, Examples.of("otel-genai")).call();
    assertThat(call)
        .containsEntry("request_id", "5b8efff798038103d269b633813fc60c/eee19b7ec3c1b174")
        .containsEntry("tenant_id", "acme")
        .containsEntry("event_time", 1767229200000L)
        .containsEntry("latency_ms", 3250L)
        .containsEntry("time_to_first_token_ms", 410L)
        .containsEntry("model", "qwen3-32b-2026-01")
        .containsEntry("provider", "openai")
        .containsEntry("operation", "chat")
        .containsEntry("input_tokens", 1200L)
        .containsEntry("cache_read_tokens", 1024L)
        .containsEntry("output_tokens", 310L)
        .containsEntry("reasoning_tokens", 120L)
        .doesNotContainKey("error_type");
    assertThat(tags(call)).containsEntry("service.name", "chat-gateway");
  }

  @Test
  void readsOldNamesNumbersAndTheTenantOfSpans() {
    String record =
        Examples.of("otel-genai")
            .replace("gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens")
            .replace("gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens")
            .replace("gen_ai.provider.name", "gen_ai.system")
            .replace("\"1200\"", "1200")
            .replace("\"1767229200000000000\"", "1767229200000000000")
            .replace("deployment.environment.name", "tenant.id");
    assertThat(read("otel-genai", FormatOptions.NONE, record).call())
        .containsEntry("tenant_id", "prod")
        .containsEntry("provider", "openai")
        .containsEntry("input_tokens", 1200L)
        .containsEntry("output_tokens", 310L);
  }

  @Test
  void passesOverSpansThatAreNoModelCalls() {
    String record = Examples.of("otel-genai").replace("\"chat\"", "\"execute_tool\"");
    Reading reading = read("otel-genai", ACME, record);
    assertThat(reading.calls()).isEmpty();
    assertThat(reading.rejections()).isEmpty();
  }

  @Test
  void readsNativeCallsInCloudEvents() {
    String event = Examples.of("cloudevents");
    assertThat(read("cloudevents", FormatOptions.NONE, event).call())
        .containsEntry("request_id", "litellm/prod-1/chatcmpl-0001")
        .containsEntry("event_time", 1767229203375L)
        .containsEntry("tenant_id", "team-a")
        .containsEntry("model", "gpt-4o-mini")
        .containsEntry("latency_ms", 3250L)
        .containsEntry("cache_read_tokens", 1024L);
    String named =
        event.replace("\"data\": {", "\"data\": {\"request_id\":\"r\",\"tenant_id\":\"t\",");
    assertThat(read("cloudevents", ACME, named).call())
        .containsEntry("request_id", "r")
        .containsEntry("tenant_id", "t");
    assertThat(read("cloudevents", ACME, event).call()).containsEntry("tenant_id", "acme");
    assertThat(read("cloudevents", ACME, event.replace("\"1.0\"", "\"0.3\"")).rejection())
        .isEqualTo("specversion must be 1.0");
    assertThat(read("cloudevents", ACME, event.replace("\"data\"", "\"data_base64\"")).rejection())
        .isEqualTo("data must be an object");
  }

  static java.util.List<String> names() {
    return ModelCallFormats.names();
  }

  @ParameterizedTest
  @MethodSource("names")
  void keepsNoPromptAndNoAnswer(String format) {
    String secret = "hush-9f3";
    String record =
        Examples.of(format)
            .replaceFirst(
                "\\{",
                "{\"messages\":[{\"role\":\"user\",\"content\":\"hush-9f3\"}],\"prompt\":\"hush-9f3\","
                    + "\"response\":{\"choices\":[{\"text\":\"hush-9f3\"}]},")
            .replace("\"messages\": null", "\"messages\": [\"hush-9f3\"]")
            .replace(
                "\"attributes\": [",
                "\"attributes\": [{\"key\":\"gen_ai.input.messages\",\"value\":"
                    + "{\"stringValue\":\"hush-9f3\"}},");
    Reading reading = read(format, ACME, record);
    assertThat(reading.calls()).hasSize(1);
    assertThat(reading.toString()).doesNotContain(secret);
  }

  @Test
  void namesTheFormatsThereAre() {
    assertThat(ModelCallFormats.names())
        .containsExactly(
            "native",
            "ai-gateway",
            "ms-swift",
            "litellm",
            "otel-genai",
            "cloudevents",
            "new-api",
            "envoy-access-log",
            "higress");
    assertThatThrownBy(() -> ModelCallFormats.byName("csv", FormatOptions.NONE))
        .hasMessageContaining("allowed are native, ai-gateway");
  }
}
