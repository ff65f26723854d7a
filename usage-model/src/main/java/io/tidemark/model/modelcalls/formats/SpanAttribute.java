/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The attributes that are read of spans, each under the names that instrumentations give it:
 * OpenTelemetry (all versions), OpenRouter, Sentry, SGLang, vLLM, Traceloop, OpenInference,
 * Langfuse, Strands and the AI SDK. The first name that a span has counts. No other attribute is
 * ever looked at.
 */
@SuppressWarnings("ImmutableEnumChecker") // The lists are unmodifiable.
enum SpanAttribute {
  OPERATION("gen_ai.operation.name", "llm.request.type"),
  /** Says what a span is about under other conventions. */
  KIND(
      "openinference.span.kind",
      "traceloop.span.kind",
      "langfuse.observation.type",
      "gen_ai.span.kind"),
  /** Names what a span of the AI SDK does. */
  SDK_OPERATION("ai.operationId"),
  AGENT("gen_ai.agent.name"),
  PROVIDER("gen_ai.provider.name", "gen_ai.system", "llm.provider", "llm.system", "llm.vendor"),
  RESPONSE_MODEL("gen_ai.response.model", "llm.response.model"),
  REQUEST_MODEL(
      "gen_ai.request.model",
      "llm.request.model",
      "llm.model_name",
      "embedding.model_name",
      "reranker.model_name",
      "langfuse.observation.model.name",
      "ai.model_id",
      "ai.model.id"),
  RESPONSE_ID("gen_ai.response.id"),
  CONVERSATION_ID("gen_ai.conversation.id"),
  /** In seconds. */
  TIME_TO_FIRST_TOKEN(
      "gen_ai.response.time_to_first_chunk",
      "gen_ai.server.time_to_first_token",
      "gen_ai.latency.time_to_first_token"),
  INPUT_TOKENS(
      "gen_ai.usage.input_tokens",
      "gen_ai.usage.prompt_tokens",
      "llm.usage.prompt_tokens",
      "llm.token_count.prompt",
      "ai.prompt_tokens.used",
      "ai.usage.promptTokens",
      "ai.usage.tokens",
      SpanAttribute.LANGFUSE_USAGE + ".input",
      SpanAttribute.LANGFUSE_USAGE + ".prompt_tokens"),
  OUTPUT_TOKENS(
      "gen_ai.usage.output_tokens",
      "gen_ai.usage.completion_tokens",
      "llm.usage.completion_tokens",
      "llm.token_count.completion",
      "ai.completion_tokens.used",
      "ai.usage.completionTokens",
      SpanAttribute.LANGFUSE_USAGE + ".output",
      SpanAttribute.LANGFUSE_USAGE + ".completion_tokens"),
  TOTAL_TOKENS(
      "gen_ai.usage.total_tokens",
      "llm.usage.total_tokens",
      "llm.token_count.total",
      "ai.total_tokens.used",
      SpanAttribute.LANGFUSE_USAGE + ".total",
      SpanAttribute.LANGFUSE_USAGE + ".total_tokens"),
  CACHE_READ_TOKENS(
      "gen_ai.usage.cache_read.input_tokens",
      "gen_ai.usage.cache_read_input_tokens",
      "gen_ai.usage.input_tokens.cached",
      "gen_ai.usage.input_tokens.cache_read",
      "gen_ai.usage.cached_tokens",
      "gen_ai.usage.cached_input_tokens",
      "gen_ai.usage.cache_read_tokens",
      "gen_ai.usage.prompt_tokens_details.cached_tokens",
      "gen_ai.usage.input_tokens_details.cached_tokens",
      "gen_ai.usage.details.cache_read_tokens",
      "gen_ai.usage.input_cached_tokens",
      "llm.usage.cache_read_input_tokens",
      "llm.token_count.prompt_details.cache_read",
      SpanAttribute.SDK_CACHE_READ_INSIDE,
      SpanAttribute.SDK_CACHE_READ,
      SpanAttribute.LANGFUSE_USAGE + ".input_cached_tokens",
      SpanAttribute.LANGFUSE_USAGE + ".input_cache_read",
      SpanAttribute.LANGFUSE_USAGE + ".cache_read_input_tokens"),
  CACHE_WRITE_TOKENS(
      "gen_ai.usage.cache_creation.input_tokens",
      "gen_ai.usage.cache_write.input_tokens",
      "gen_ai.usage.cache_creation_input_tokens",
      "gen_ai.usage.cache_write_input_tokens",
      "gen_ai.usage.cache_creation_tokens",
      "gen_ai.usage.input_tokens.cache_write",
      "gen_ai.usage.cache_write_tokens",
      "gen_ai.usage.details.cache_write_tokens",
      "llm.usage.cache_creation_input_tokens",
      "llm.token_count.prompt_details.cache_write",
      "ai.usage.inputTokenDetails.cacheWriteTokens",
      SpanAttribute.LANGFUSE_USAGE + ".input_cache_creation",
      SpanAttribute.LANGFUSE_USAGE + ".cache_creation_input_tokens"),
  CACHE_WRITE_1H_TOKENS(
      "gen_ai.usage.cache_creation.ephemeral_1h_input_tokens",
      "gen_ai.usage.cache_creation.ephemeral_1h.input_tokens",
      "gen_ai.usage.cache_write_1h_tokens",
      SpanAttribute.LANGFUSE_USAGE + ".ephemeral_1h_input_tokens",
      SpanAttribute.LANGFUSE_USAGE + ".cache_creation_ephemeral_1h_input_tokens"),
  REASONING_TOKENS(
      "gen_ai.usage.reasoning.output_tokens",
      "gen_ai.usage.output_tokens.reasoning",
      "gen_ai.usage.reasoning_tokens",
      "gen_ai.usage.reasoning_output_tokens",
      "gen_ai.usage.completion_tokens_details.reasoning_tokens",
      "gen_ai.usage.output_tokens_details.reasoning_tokens",
      "gen_ai.usage.details.reasoning_tokens",
      "gen_ai.usage.output_reasoning_tokens",
      "llm.usage.reasoning_tokens",
      "llm.token_count.completion_details.reasoning",
      "ai.usage.outputTokenDetails.reasoningTokens",
      "ai.usage.reasoningTokens",
      SpanAttribute.LANGFUSE_USAGE + ".output_reasoning_tokens",
      SpanAttribute.LANGFUSE_USAGE + ".reasoning_tokens"),
  /** An object of token counts as text, the members of which are read as attributes. */
  USAGE_DETAILS(SpanAttribute.LANGFUSE_USAGE),
  /** The tier that answered, before the one that was asked for. */
  SERVICE_TIER(
      "openai.response.service_tier",
      "gen_ai.openai.response.service_tier",
      "gen_ai.response.service_tier",
      "aws.bedrock.service_tier",
      "openai.request.service_tier",
      "gen_ai.openai.request.service_tier",
      "gen_ai.request.service_tier"),
  /** In US dollars. */
  REPORTED_COST(
      "gen_ai.usage.cost",
      "gen_ai.usage.total_cost",
      "gen_ai.cost.total_cost",
      "llm.usage.total_cost",
      "llm.cost.total"),
  SEARCHES("gen_ai.usage.server_tool_use.web_search_requests"),
  ERROR_TYPE("error.type"),
  STATUS_CODE("http.response.status_code", "http.status_code"),
  URL_PATH("url.path"),
  SERVER("server.address"),
  USER(
      "user.id",
      "user.email",
      "enduser.id",
      "langfuse.user.id",
      "traceloop.association.properties.user_id",
      "ai.telemetry.metadata.userId"),
  PROJECT("project.id"),
  API_KEY("api_key.id"),
  CLIENT_ADDRESS("client.address"),
  USER_AGENT("user_agent.original"),
  SERVICE("service.name"),
  SERVICE_NAMESPACE("service.namespace"),
  ENVIRONMENT("deployment.environment.name");

  private static final String LANGFUSE_USAGE = "langfuse.observation.usage_details";

  /** Cache reads of the AI SDK of all versions. */
  static final String SDK_CACHE_READ = "ai.usage.cachedInputTokens";

  /** The same from version 6 on, in which the input of all providers includes them. */
  static final String SDK_CACHE_READ_INSIDE = "ai.usage.inputTokenDetails.cacheReadTokens";

  private final List<String> names;

  SpanAttribute(String... names) {
    this.names = List.of(names);
  }

  /** The names of the attribute; an earlier one wins over a later one. */
  List<String> names() {
    return names;
  }

  /** All names of all attributes. */
  static Set<String> allNames() {
    return Arrays.stream(values())
        .flatMap(attribute -> attribute.names.stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
