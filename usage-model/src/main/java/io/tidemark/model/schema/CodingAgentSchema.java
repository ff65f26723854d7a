/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import static io.tidemark.model.schema.Option.COMPUTED;
import static io.tidemark.model.schema.Option.HIDDEN;
import static io.tidemark.model.schema.Option.MAY_BE_UNKNOWN;
import static io.tidemark.model.schema.Option.REQUIRED;
import static io.tidemark.model.schema.Option.alias;
import static io.tidemark.model.schema.Option.example;
import static io.tidemark.model.schema.Option.oneOf;
import static io.tidemark.model.schema.Option.since;
import static io.tidemark.model.schema.Option.storedAs;
import static io.tidemark.model.schema.Option.unit;
import static io.tidemark.model.schema.Unit.COUNT;
import static io.tidemark.model.schema.Unit.MONEY;
import static io.tidemark.model.schema.Unit.TOKENS;

/** Measurements that coding agents report: sessions, commits, lines, tokens, time, money. */
final class CodingAgentSchema {

  private CodingAgentSchema() {}

  static WorkloadSchema create() {
    WorkloadSchemaBuilder schema =
        WorkloadSchema.named("coding-agents")
            .identity("tenant_id", "measurement_id")
            .input("measurement_id", InputType.IDENTIFIER, REQUIRED, example("m-77"))
            .eventTime("event_time", alias("timestamp"))
            .dimension("tenant_id", REQUIRED, HIDDEN, example("acme"))
            .dimension("user_id", alias("user"), example("alice"))
            .dimension("agent", example("claude-code"))
            .dimension("project_id", alias("project"), since(2), example("search"))
            .dimension("model", since(2), example("claude-sonnet-4-5"))
            .dimension("service_tier", since(2), example("fast"))
            .input("session_id", InputType.IDENTIFIER)
            .input(
                "metric",
                InputType.IDENTIFIER,
                REQUIRED,
                oneOf(
                    "session",
                    "commit",
                    "pull_request",
                    "lines_added",
                    "lines_removed",
                    "tokens",
                    "input_tokens",
                    "output_tokens",
                    "cache_read_tokens",
                    "cache_write_tokens",
                    "active_seconds",
                    "cost_usd"))
            .input("value", InputType.NUMBER, REQUIRED)
            .count("measurements");
    schema.sum("session_starts", storedAs("sessions"), COMPUTED, MAY_BE_UNKNOWN);
    declareSum(schema, "commits", COUNT);
    declareSum(schema, "pull_requests", COUNT);
    declareSum(schema, "lines_added", COUNT);
    declareSum(schema, "lines_removed", COUNT);
    declareSum(schema, "tokens", TOKENS);
    declareSum(schema, "input_tokens", TOKENS);
    declareSum(schema, "output_tokens", TOKENS);
    declareSum(schema, "cache_read_tokens", TOKENS);
    declareSum(schema, "cache_write_tokens", TOKENS);
    schema.distinctIds("sessions", "session_ids").seconds("active_seconds", "active_ms");
    declareSum(schema, "cost_micros", MONEY);
    return schema.distinct("users", "user_id").activeDays("active_days").groupedBy("agent").build();
  }

  /** A measure that events report as the value of a metric. */
  private static void declareSum(WorkloadSchemaBuilder schema, String name, Unit unit) {
    schema.sum(name, unit(unit), COMPUTED, MAY_BE_UNKNOWN);
  }
}
