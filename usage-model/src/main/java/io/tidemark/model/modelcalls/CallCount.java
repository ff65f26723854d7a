/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import io.tidemark.model.schema.InputField;
import io.tidemark.model.schema.InputType;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A whole number of a model call, in the order of the schema: tokens, milliseconds, attempts. The
 * constants are the numbers that code asks for by name.
 *
 * @param fieldName as in events and documents
 * @param index its place in arrays of one call; never stored
 */
public record CallCount(String fieldName, int index) {

  private static final int FIRST_RARE_VERSION = 4;

  private static final List<CallCount> ALL = createAll();

  public static final CallCount INPUT_TOKENS = named("input_tokens");
  public static final CallCount OUTPUT_TOKENS = named("output_tokens");
  public static final CallCount TOTAL_TOKENS = named("total_tokens");
  public static final CallCount CACHE_READ_TOKENS = named("cache_read_tokens");
  public static final CallCount CACHE_WRITE_TOKENS = named("cache_write_tokens");
  public static final CallCount REASONING_TOKENS = named("reasoning_tokens");
  public static final CallCount LATENCY_MS = named("latency_ms");
  public static final CallCount TIME_TO_FIRST_TOKEN_MS = named("time_to_first_token_ms");
  public static final CallCount ATTEMPTS = named("attempts");
  public static final CallCount CACHE_WRITE_1H_TOKENS = named("cache_write_1h_tokens");
  public static final CallCount REPORTED_COST_NANOS = named("reported_cost_nanos");

  private static final int COMMON =
      (int) ALL.stream().filter(count -> !isRare(count.fieldName)).count();

  /** All counts; each is at its index. */
  public static List<CallCount> listAll() {
    return ALL;
  }

  static int count() {
    return ALL.size();
  }

  /** How many counts precede the first rare one. */
  public static int countCommon() {
    return COMMON;
  }

  /**
   * Whether few calls report it: true for measures of version 4 and later. They follow the others,
   * and rows of calls that report none of them leave them out.
   */
  private static boolean isRare(String field) {
    return WorkloadSchemas.MODEL_CALLS.measures().stream()
        .anyMatch(measure -> measure.name().equals(field) && measure.since() >= FIRST_RARE_VERSION);
  }

  /** The count with this name. */
  public static CallCount named(String fieldName) {
    return ALL.stream()
        .filter(count -> count.fieldName.equals(fieldName))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("model calls have no count " + fieldName));
  }

  private static List<CallCount> createAll() {
    List<String> names = new ArrayList<>();
    for (InputField field : WorkloadSchemas.MODEL_CALLS.inputFields()) {
      if (field.type() == InputType.COUNT) {
        names.add(field.name());
      }
    }
    names.sort(Comparator.comparing(CallCount::isRare)); // Stable: otherwise in their order.
    List<CallCount> counts = new ArrayList<>();
    names.forEach(name -> counts.add(new CallCount(name, counts.size())));
    return List.copyOf(counts);
  }
}
