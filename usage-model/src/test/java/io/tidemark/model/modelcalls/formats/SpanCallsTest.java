/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which spans are model calls, and what is read of them. */
@Tag("fast")
class SpanCallsTest {

  private static final String MODEL = "\"gen_ai.request.model\":\"gpt-x\",";

  private static Reading read(FormatOptions options, String record) {
    return Reading.of(ModelCallFormats.byName("otel-genai", options), record);
  }

  private static Reading read(String... spans) {
    return read(FormatOptions.NONE, Spans.record("svc", spans));
  }

  private static Map<String, Object> readOne(String attributes) {
    return read(Spans.span("a", "", attributes)).call();
  }

  private static String operation(String name) {
    return "\"gen_ai.operation.name\":\"" + name + "\",";
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "completion",
        "responses",
        "generate_text",
        "message",
        "text_embedding",
        "image_generation",
        "rerank",
        "Chat",
        "aembedding",
        "chat",
        "retrieval",
        "chat_with_tools",
        "agentic_completion"
      })
  void countsSpansWithModelAndUsageOfAnyOperation(String name) {
    assertThat(readOne(operation(name) + MODEL + Spans.USAGE))
        .containsEntry("input_tokens", 10L)
        .containsEntry("output_tokens", 1L)
        .containsEntry("operation", name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "invoke_agent",
        "create_agent",
        "execute_tool",
        "invoke_workflow",
        "agent",
        "Tool",
        "gen_ai.invoke_agent",
        "tool_call",
        "chain"
      })
  void passesOverAgentsAndTools(String name) {
    Reading reading = read(Spans.span("a", "", operation(name) + MODEL + Spans.USAGE));
    assertThat(reading.calls()).isEmpty();
    assertThat(reading.rejections()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "openinference.span.kind, AGENT, 0",
    "openinference.span.kind, CHAIN, 0",
    "openinference.span.kind, LLM, 1",
    "openinference.span.kind, EMBEDDING, 1",
    "traceloop.span.kind, task, 0",
    "traceloop.span.kind, workflow, 0",
    "langfuse.observation.type, agent, 0",
    "langfuse.observation.type, generation, 1",
  })
  void knowsTheKindsOfOtherConventions(String attribute, String kind, int calls) {
    String attributes = "\"" + attribute + "\":\"" + kind + "\"," + MODEL + Spans.USAGE;
    assertThat(read(Spans.span("a", "", attributes)).calls()).hasSize(calls);
  }

  @ParameterizedTest
  @CsvSource({
    "ai.generateText, 0",
    "ai.generateText.doGenerate, 1",
    "ai.streamText, 0",
    "ai.streamText.doStream, 1",
    "ai.embedMany.doEmbed, 1",
  })
  void passesOverSpansOfTheAiSdkAroundItsCalls(String operation, int calls) {
    String attributes =
        "\"ai.operationId\":\""
            + operation
            + "\",\"ai.model.id\":\"gpt-x\",\"ai.usage.promptTokens\":10";
    assertThat(read(Spans.span("a", "", attributes)).calls()).hasSize(calls);
  }

  @Test
  void passesOverRunsOfAgentsWithoutOperationAndModel() {
    String agent = "\"gen_ai.agent.name\":\"researcher\",";
    assertThat(read(Spans.span("a", "", agent + Spans.USAGE)).calls()).isEmpty();
    assertThat(read(Spans.span("a", "", agent + MODEL + Spans.USAGE)).calls()).hasSize(1);
    assertThat(read(Spans.span("a", "", agent + operation("chat") + Spans.USAGE)).calls())
        .hasSize(1);
    String kind = "\"openinference.span.kind\":\"LLM\",";
    assertThat(read(Spans.span("a", "", agent + kind + Spans.USAGE)).calls()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic.messages, ai.usage.cachedInputTokens, 9000",
    "openai.chat, ai.usage.cachedInputTokens, 5000",
    "anthropic.messages, ai.usage.inputTokenDetails.cacheReadTokens, 5000",
  })
  void addsCacheReadsThatTheAiSdkLeavesOut(String provider, String attribute, long input) {
    String attributes =
        operation("chat")
            + MODEL
            + "\"gen_ai.system\":\"%s\",\"gen_ai.usage.input_tokens\":5000,".formatted(provider)
            + "\"gen_ai.usage.output_tokens\":7,\"%s\":4000".formatted(attribute);
    assertThat(readOne(attributes))
        .containsEntry("input_tokens", input)
        .containsEntry("cache_read_tokens", 4000L);
  }

  @Test
  void readsTierCostAndRequestedModel() {
    assertThat(
            readOne(
                "\"openai.response.service_tier\":\"Flex\",\"gen_ai.usage.cost\":\"0.25\","
                    + "\"gen_ai.response.model\":\"m-2026\","
                    + MODEL
                    + Spans.USAGE))
        .containsEntry("service_tier", "flex")
        .containsEntry("reported_cost_nanos", 250_000_000L)
        .containsEntry("reported_currency", "USD")
        .containsEntry("model", "m-2026")
        .containsKey("request_model");
  }

  @Test
  void countsFailedCallsWithoutUsage() {
    assertThat(readOne(operation("chat") + MODEL + "\"error.type\":\"timeout\""))
        .containsEntry("error_type", "timeout")
        .doesNotContainKey("input_tokens");
    String other = operation("completion") + MODEL + "\"error.type\":\"timeout\"";
    assertThat(read(Spans.span("a", "", other)).calls()).isEmpty();
  }

  @Test
  void readsEveryNameOfEveryTokenAttribute() {
    Map<SpanAttribute, String> fields =
        Map.of(
            SpanAttribute.INPUT_TOKENS, "input_tokens",
            SpanAttribute.OUTPUT_TOKENS, "output_tokens",
            SpanAttribute.TOTAL_TOKENS, "total_tokens",
            SpanAttribute.CACHE_READ_TOKENS, "cache_read_tokens",
            SpanAttribute.CACHE_WRITE_TOKENS, "cache_write_tokens",
            SpanAttribute.REASONING_TOKENS, "reasoning_tokens");
    fields.forEach(
        (attribute, field) -> {
          for (String name : attribute.names()) {
            String attributes = operation("chat") + MODEL + "\"" + name + "\":7";
            assertThat(readOne(attributes)).as(name).containsEntry(field, 7L);
          }
        });
  }

  @ParameterizedTest
  @EnumSource(
      value = SpanAttribute.class,
      names = {"REQUEST_MODEL", "RESPONSE_MODEL"})
  void readsEveryNameOfTheModel(SpanAttribute attribute) {
    for (String name : attribute.names()) {
      assertThat(readOne("\"" + name + "\":\"m-1\"," + Spans.USAGE))
          .as(name)
          .containsEntry("model", "m-1");
    }
  }

  @Test
  void noNameBelongsToTwoAttributes() {
    List<String> names = new ArrayList<>();
    for (SpanAttribute attribute : SpanAttribute.values()) {
      names.addAll(attribute.names());
    }
    assertThat(names).doesNotHaveDuplicates();
  }

  @Test
  void readsCachedAndReasoningTokensOfOtherConventions() {
    Reading reading =
        read(
            Spans.span(
                "1",
                "",
                operation("chat")
                    + "\"gen_ai.system\":\"openai\",\"gen_ai.request.model\":\"openai/gpt-4o\","
                    + "\"gen_ai.usage.input_tokens\":150,\"gen_ai.usage.output_tokens\":50,"
                    + "\"gen_ai.usage.input_tokens.cached\":10,"
                    + "\"gen_ai.usage.output_tokens.reasoning\":5"),
            Spans.span(
                "2",
                "",
                operation("responses")
                    + "\"gen_ai.request.model\":\"gpt-4o\",\"gen_ai.response.model\":\"gpt-4o-r\","
                    + "\"gen_ai.usage.input_tokens\":20,\"gen_ai.usage.output_tokens\":10,"
                    + "\"gen_ai.usage.input_tokens.cached\":5"),
            Spans.span(
                "3",
                "",
                operation("generate_text")
                    + "\"gen_ai.request.model\":\"gpt-3.5-turbo-instruct\","
                    + "\"gen_ai.usage.input_tokens\":10,\"gen_ai.usage.output_tokens\":20"));
    assertThat(reading.rejections()).isEmpty();
    assertThat(reading.calls())
        .extracting(call -> call.get("input_tokens"), call -> call.get("cache_read_tokens"))
        .containsExactly(tuple(150L, 10L), tuple(20L, 5L), tuple(10L, null));
    assertThat(reading.calls().get(0)).containsEntry("reasoning_tokens", 5L);
    assertThat(reading.calls().get(1)).containsEntry("model", "gpt-4o-r");
  }

  @Test
  void readsCacheWritesOfStrandsAsInput() {
    Map<String, Object> call =
        readOne(
            operation("chat")
                + MODEL
                + "\"gen_ai.usage.input_tokens\":12,\"gen_ai.usage.output_tokens\":210,"
                + "\"gen_ai.usage.total_tokens\":16362,"
                + "\"gen_ai.usage.cache_read_input_tokens\":15800,"
                + "\"gen_ai.usage.cache_write_input_tokens\":340");
    assertThat(call)
        .containsEntry("input_tokens", 16_152L)
        .containsEntry("cache_write_tokens", 340L)
        .containsEntry("output_tokens", 210L);
  }

  @Test
  void readsUsageThatAnAttributeHoldsAsText() {
    String usage =
        "{\\\"input\\\":100,\\\"output\\\":20,\\\"total\\\":120,\\\"input_cached_tokens\\\":40,"
            + "\\\"output_reasoning_tokens\\\":8,\\\"secret\\\":\\\"x\\\"}";
    String span =
        Spans.span("a", "", "\"langfuse.observation.model.name\":\"m-1\",\"user.id\":\"usage\"")
            .replace(
                "{\"key\":\"user.id\",\"value\":{\"stringValue\":\"usage\"}}",
                "{\"key\":\"langfuse.observation.usage_details\",\"value\":{\"stringValue\":\""
                    + usage
                    + "\"}}");
    assertThat(read(span).call())
        .containsEntry("model", "m-1")
        .containsEntry("input_tokens", 100L)
        .containsEntry("output_tokens", 20L)
        .containsEntry("cache_read_tokens", 40L)
        .containsEntry("reasoning_tokens", 8L);
    assertThat(read(span.replace(usage, "{\\\"input\\\":")).calls()).isEmpty();
  }

  @Test
  void takesTheModelOfServersThatNameNoneFromOptionOrService() {
    String usage = "\"gen_ai.usage.prompt_tokens\":21,\"gen_ai.usage.completion_tokens\":64";
    String span = Spans.span("a", "", usage);
    assertThat(read(FormatOptions.NONE, Spans.record("vllm-server", span)).call())
        .containsEntry("model", "vllm-server")
        .containsEntry("input_tokens", 21L);
    FormatOptions named = FormatOptions.NONE.withDefaultModel("qwen3-8b");
    assertThat(read(named, Spans.record("vllm-server", span)).call())
        .containsEntry("model", "qwen3-8b");
    String own = Spans.span("a", "", usage + ",\"gen_ai.response.model\":\"other\"");
    assertThat(read(named, Spans.record("vllm-server", own)).call())
        .containsEntry("model", "other");
    for (String service : List.of("", "unknown_service", "unknown_service:python")) {
      assertThat(read(FormatOptions.NONE, Spans.record(service, span)).rejection())
          .isEqualTo("gen_ai.request.model is missing");
      assertThat(read(named, Spans.record(service, span)).call())
          .containsEntry("model", "qwen3-8b");
    }
  }

  @Test
  void takesTheUserFromTheFirstAttributeInTheDocumentedOrder() {
    List<String> order = List.of("user.id", "user.email", "enduser.id", "langfuse.user.id");
    String attributes = operation("chat") + MODEL + Spans.USAGE;
    for (int first = order.size() - 1; first >= 0; first--) {
      attributes += ",\"" + order.get(first) + "\":\"u-" + first + "\"";
      assertThat(readOne(attributes)).containsEntry("user_id", "u-" + first);
    }
  }

  private static String call(String id, String parent, String model, int input, int output) {
    String usage =
        "\"gen_ai.usage.input_tokens\":" + input + ",\"gen_ai.usage.output_tokens\":" + output;
    return Spans.span(
        id, parent, operation("chat") + "\"gen_ai.request.model\":\"" + model + "\"," + usage);
  }

  private static List<Object> requestIds(Reading reading) {
    assertThat(reading.rejections()).isEmpty();
    return reading.calls().stream().map(call -> call.get("request_id")).toList();
  }

  @Test
  void countsTheInnermostOfSpansThatRepeatACall() {
    String outer = call("b1", "", "gpt-x", 1000, 50);
    String inner = call("b2", "b1", "gpt-x", 1000, 50);
    assertThat(requestIds(read(outer, inner))).containsExactly("0af7/b2");
    assertThat(requestIds(read(inner, outer))).containsExactly("0af7/b2");
    String innermost = call("b3", "b2", "openai/gpt-x", 1000, 50);
    assertThat(requestIds(read(innermost, inner, outer))).containsExactly("0af7/b3");
    String http = Spans.span("h", "b1", "\"url.path\":\"/v1\"");
    assertThat(requestIds(read(outer, http, call("b4", "h", "gpt-x", 1000, 50))))
        .containsExactly("0af7/b4");
  }

  @Test
  void countsParentsThatDoNotRepeatTheirChildren() {
    String outer = call("b1", "", "gpt-x", 1000, 50);
    assertThat(requestIds(read(outer, call("b2", "b1", "gpt-x", 900, 50)))).hasSize(2);
    assertThat(requestIds(read(outer, call("b2", "b1", "gpt-y", 1000, 50)))).hasSize(2);
    assertThat(requestIds(read(outer, call("b2", "", "gpt-x", 1000, 50)))).hasSize(2);
    assertThat(requestIds(read(outer, call("b2", "b0", "gpt-x", 1000, 50)))).hasSize(2);
  }

  @Test
  void passesOverParentsThatSumUpTheirChildren() {
    String outer = call("b1", "", "gpt-x", 1000, 50);
    String first = call("b2", "b1", "gpt-x", 600, 30);
    String second = call("b3", "b1", "gpt-x", 400, 20);
    assertThat(requestIds(read(outer, first, second))).containsExactly("0af7/b2", "0af7/b3");
    String noTokens = Spans.span("b1", "", operation("chat") + MODEL + "\"a\":1");
    assertThat(requestIds(read(noTokens, first))).containsExactly("0af7/b2");
    String noModel = Spans.span("b1", "", Spans.USAGE);
    assertThat(requestIds(read(noModel, first))).containsExactly("0af7/b2");
  }

  @Test
  void countsOneSpanOfACircle() {
    String one = call("b1", "b2", "gpt-x", 1000, 50);
    String two = call("b2", "b1", "gpt-x", 1000, 50);
    assertThat(requestIds(read(one, two))).hasSize(1);
    assertThat(requestIds(read(call("b1", "b1", "gpt-x", 1000, 50)))).hasSize(1);
  }

  @Test
  void takesSpansWithOneIdAsOne() {
    String outer = call("b1", "", "gpt-x", 1000, 50);
    String first = call("b2", "b1", "gpt-x", 600, 30);
    String second = call("b3", "b1", "gpt-x", 400, 20);
    assertThat(requestIds(read(outer, outer, first, second, second)))
        .containsExactly("0af7/b2", "0af7/b3", "0af7/b3");
    String noCall = Spans.span("b1", "", "\"url.path\":\"/v1\"");
    assertThat(requestIds(read(noCall, outer, first, second)))
        .containsExactly("0af7/b2", "0af7/b3");
  }
}
