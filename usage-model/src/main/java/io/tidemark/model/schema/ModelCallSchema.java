/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import static io.tidemark.model.schema.Field.detail;
import static io.tidemark.model.schema.FieldType.FLATTENED;
import static io.tidemark.model.schema.FieldType.INTEGER;
import static io.tidemark.model.schema.FieldType.IP;
import static io.tidemark.model.schema.FieldType.KEYWORD;
import static io.tidemark.model.schema.FieldType.LONG;
import static io.tidemark.model.schema.Option.COMPUTED;
import static io.tidemark.model.schema.Option.DEFAULTS_TO_FIRST;
import static io.tidemark.model.schema.Option.HIDDEN;
import static io.tidemark.model.schema.Option.MAY_BE_UNKNOWN;
import static io.tidemark.model.schema.Option.NO_FILTER;
import static io.tidemark.model.schema.Option.REQUIRED;
import static io.tidemark.model.schema.Option.SEARCHED_IN_RECORDS;
import static io.tidemark.model.schema.Option.alias;
import static io.tidemark.model.schema.Option.example;
import static io.tidemark.model.schema.Option.limit;
import static io.tidemark.model.schema.Option.oneOf;
import static io.tidemark.model.schema.Option.since;
import static io.tidemark.model.schema.Option.unit;
import static io.tidemark.model.schema.Option.valuesOf;
import static io.tidemark.model.schema.Unit.COUNT;
import static io.tidemark.model.schema.Unit.MS;
import static io.tidemark.model.schema.Unit.NANOS;
import static io.tidemark.model.schema.Unit.SECONDS;
import static io.tidemark.model.schema.Unit.TOKENS;

import io.tidemark.model.schema.Field.Search;

/** Calls of language, embedding, image and audio models. */
final class ModelCallSchema {

  private static final String UNITS = "units";

  private ModelCallSchema() {}

  static WorkloadSchema create() {
    WorkloadSchemaBuilder schema =
        WorkloadSchema.named("model-calls")
            .identity("tenant_id", "request_id")
            .input("request_id", InputType.LONG_IDENTIFIER, REQUIRED, example("req-8f2c"))
            .eventTime("event_time", alias("timestamp"))
            .groupedBy("model");
    declareDimensions(schema);
    declareMeasures(schema);
    declareRecord(schema);
    return schema.build();
  }

  private static void declareDimensions(WorkloadSchemaBuilder schema) {
    schema
        .dimension("tenant_id", REQUIRED, HIDDEN, example("acme"))
        .dimension("project_id", alias("project"), example("search"))
        .dimension("user_id", alias("user"), example("alice"))
        .dimension(
            "user_type", oneOf("user", "service_account", "group"), DEFAULTS_TO_FIRST, NO_FILTER)
        .dimension("api_key_id", example("key-7"))
        .dimension("provider", example("openai"))
        .dimension("model_source", oneOf("preset", "custom"), DEFAULTS_TO_FIRST)
        .dimension("model", REQUIRED, example("gpt-4o"))
        .dimension("endpoint", example("/v1/chat/completions"))
        .dimension("operation", example("chat"))
        .dimension("client", COMPUTED, example("claude-code"))
        .dimension("service_tier", since(4), example("batch"))
        .dimension("prompt_band", COMPUTED, since(4), example("200000"))
        .dimension("tag_1", COMPUTED, since(6), example("checkout"))
        .dimension("tag_2", COMPUTED, since(6), example("production"))
        .priceKey("provider", "model", "model_source", "service_tier", "prompt_band");
  }

  private static void declareMeasures(WorkloadSchemaBuilder schema) {
    schema
        .count("calls")
        .count("succeeded")
        .count("failed")
        .count("blocked")
        .count("calls_without_usage")
        .count("fallback_calls")
        .count("inconsistent_calls", MAY_BE_UNKNOWN, since(2))
        .sum("input_tokens", alias("prompt_tokens"), unit(TOKENS), MAY_BE_UNKNOWN)
        .sum("output_tokens", alias("completion_tokens"), unit(TOKENS), MAY_BE_UNKNOWN)
        .sum("total_tokens", unit(TOKENS), MAY_BE_UNKNOWN, SEARCHED_IN_RECORDS)
        .sum("cache_read_tokens", unit(TOKENS), MAY_BE_UNKNOWN)
        .sum("cache_write_tokens", unit(TOKENS), MAY_BE_UNKNOWN)
        .sum("reasoning_tokens", unit(TOKENS), MAY_BE_UNKNOWN)
        .sum("audio_input_tokens", unit(TOKENS), MAY_BE_UNKNOWN, since(3))
        .sum("cache_write_1h_tokens", unit(TOKENS), MAY_BE_UNKNOWN, since(4))
        .countsByValue("status_codes")
        .histogram("latency_ms", alias("duration_ms", "latency"), unit(MS), MAY_BE_UNKNOWN)
        .histogram("time_to_first_token_ms", unit(MS), MAY_BE_UNKNOWN)
        .histogram(
            "input_tokens_per_call",
            valuesOf("input_tokens"),
            unit(TOKENS),
            MAY_BE_UNKNOWN,
            since(5))
        .distinct("models", "model")
        .distinct("users", "user_id")
        .ratio("error_rate", "failed", "calls")
        .ratio("cache_hit_ratio", "cache_read_tokens", "input_tokens", MAY_BE_UNKNOWN);
    declareMoney(schema);
    declareUnit(schema, "images", COUNT);
    declareUnit(schema, "audio_seconds", SECONDS);
    declareUnit(schema, "video_seconds", SECONDS);
    declareUnit(schema, "characters", COUNT);
    declareUnit(schema, "pages", COUNT);
    declareUnit(schema, "searches", COUNT);
  }

  private static void declareMoney(WorkloadSchemaBuilder schema) {
    schema
        .sum("reported_cost_nanos", unit(NANOS), limit(Limits.MAX_TOTAL), MAY_BE_UNKNOWN, since(4))
        .count("calls_with_reported_cost", MAY_BE_UNKNOWN, since(4))
        .count("calls_with_other_currency", MAY_BE_UNKNOWN, since(4))
        .count("calls_with_unsplit_tokens", MAY_BE_UNKNOWN, since(7));
  }

  /** The units besides tokens by which calls are billed. */
  private static void declareUnit(WorkloadSchemaBuilder schema, String name, Unit unit) {
    schema.sum(UNITS + "." + name, unit(unit), MAY_BE_UNKNOWN, since(4));
  }

  private static void declareRecord(WorkloadSchemaBuilder schema) {
    schema
        .outcomes("succeeded", "failed", "blocked")
        .input("channel", InputType.IDENTIFIER, oneOf("api", "playground"), DEFAULTS_TO_FIRST)
        .input("status_code", InputType.STATUS_CODE)
        .input("error_type", InputType.TEXT)
        .input("blocked", InputType.BOOLEAN)
        .input("attempts", InputType.COUNT)
        .input("request_model", InputType.IDENTIFIER)
        .input("reported_cost", InputType.NUMBER, limit(Limits.MAX_TOTAL))
        .input("reported_currency", InputType.IDENTIFIER)
        .input(UNITS, InputType.OBJECT, limit(Limits.MAX_UNITS))
        .input("client_ip", InputType.TEXT)
        .input("user_agent", InputType.TEXT)
        .input("tags", InputType.OBJECT, limit(Limits.MAX_TAGS))
        .record(
            detail("request_id", KEYWORD),
            detail("channel", KEYWORD),
            detail("outcome", KEYWORD),
            detail("status_code", INTEGER),
            detail("error_type", KEYWORD))
        .recordMeasures()
        .record(
            detail("attempts", LONG).searched(Search.NONE),
            detail("request_model", KEYWORD),
            detail("reported_currency", KEYWORD),
            detail("client_ip", IP),
            detail("client_ip_hash", KEYWORD),
            detail("user_agent", KEYWORD),
            detail("tags", FLATTENED));
  }
}
