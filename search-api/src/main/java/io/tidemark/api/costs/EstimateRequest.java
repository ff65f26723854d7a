/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.model.schema.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * The usage to estimate.
 *
 * @param subject fields that name the usage: of a model, or {@code workflow_id}
 * @param numbers what the request says of its quantity
 */
record EstimateRequest(Map<String, String> subject, Map<String, Long> numbers, int days) {

  static final String MODEL = "model";
  static final String WORKFLOW = "workflow_id";
  static final String CALLS_PER_DAY = "calls_per_day";
  static final String RUNS_PER_DAY = "runs_per_day";
  static final String RUN_TIME = "run_time_ms";

  /** Tokens of one call. */
  static final List<String> TOKENS =
      List.of("input_tokens", "output_tokens", "cache_read_tokens", "cache_write_tokens");

  private static final List<String> OF_MODEL =
      List.of(MODEL, "provider", "model_source", "service_tier", "operation");
  private static final int LONGEST_NAME = Limits.MAX_TEXT_CHARACTERS;
  private static final int MOST_DAYS = 366;
  private static final int DEFAULT_DAYS = 30;
  private static final long MOST = 1_000_000_000_000L;

  static EstimateRequest readRequest(JsonNode body) {
    BodyMembers members = new BodyMembers("", body);
    boolean ofWorkflow = body.has(WORKFLOW);
    if (ofWorkflow == body.has(MODEL)) {
      throw new SettingFault(MODEL, "Send either model or workflow_id.");
    }
    if (ofWorkflow) {
      members.allow(WORKFLOW, RUNS_PER_DAY, RUN_TIME, "days");
    } else {
      members.allow(
          MODEL,
          "provider",
          "model_source",
          "service_tier",
          "operation",
          "input_tokens",
          "output_tokens",
          "cache_read_tokens",
          "cache_write_tokens",
          CALLS_PER_DAY,
          "days");
    }
    Map<String, String> subject = new LinkedHashMap<>();
    for (String name : ofWorkflow ? List.of(WORKFLOW) : OF_MODEL) {
      members.text(name, LONGEST_NAME).ifPresent(value -> subject.put(name, value));
    }
    Map<String, Long> numbers = new LinkedHashMap<>();
    for (String name :
        List.of(
            "input_tokens",
            "output_tokens",
            "cache_read_tokens",
            "cache_write_tokens",
            CALLS_PER_DAY,
            RUNS_PER_DAY,
            RUN_TIME)) {
      readNumber(body, name, MOST).ifPresent(value -> numbers.put(name, value));
    }
    int days = readNumber(body, "days", MOST_DAYS).map(Math::toIntExact).orElse(DEFAULT_DAYS);
    return new EstimateRequest(subject, numbers, days);
  }

  private static Optional<Long> readNumber(JsonNode body, String name, long most) {
    JsonNode value = body.path(name);
    if (value.isMissingNode() || value.isNull()) {
      return Optional.empty();
    }
    if (!value.isIntegralNumber()
        || !value.canConvertToLong()
        || value.asLong() < 0
        || value.asLong() > most) {
      throw new SettingFault(name, "This must be a whole number from 0 to " + most + ".");
    }
    return Optional.of(value.asLong());
  }

  boolean isOfWorkflow() {
    return subject.containsKey(WORKFLOW);
  }
}
