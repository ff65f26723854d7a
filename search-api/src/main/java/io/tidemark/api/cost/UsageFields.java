/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.PriceKey;
import io.tidemark.model.pricing.PriceSubject;
import io.tidemark.model.pricing.PricedClass;
import io.tidemark.model.pricing.Quantities;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The fields of window documents of a workload that are priced.
 *
 * @param workload the id of the workload
 * @param keyField names everything that a price depends on; documents without it have the empty key
 * @param calls number of calls, runs or jobs
 * @param amounts further sums by the class that they are priced as
 */
record UsageFields(
    String workload, String keyField, String calls, Map<PricedClass, String> amounts) {

  /** Fields of the tokens of model calls, each including its parts. */
  static final String INPUT = "input_tokens";

  static final String OUTPUT = "output_tokens";
  private static final String CACHE_READ = "cache_read_tokens";
  private static final String CACHE_WRITE = "cache_write_tokens";
  private static final String CACHE_WRITE_1H = "cache_write_1h_tokens";
  private static final String REASONING = "reasoning_tokens";

  /** More than input and output where some calls report their total alone. */
  static final String TOTAL = "total_tokens";

  /** Calls with tokens that are neither input nor output. */
  private static final String UNSPLIT = "calls_with_unsplit_tokens";

  /** Fields without which all tokens count as input or output. */
  static final List<String> OF_UNSPLIT = List.of(TOTAL, UNSPLIT);

  private static final List<String> TOKENS =
      List.of(INPUT, CACHE_READ, CACHE_WRITE, CACHE_WRITE_1H, OUTPUT, REASONING, TOTAL, UNSPLIT);

  private static final List<PricedClass> UNITS =
      List.of(
          PricedClass.IMAGES,
          PricedClass.AUDIO_SECONDS,
          PricedClass.VIDEO_SECONDS,
          PricedClass.CHARACTERS,
          PricedClass.PAGES,
          PricedClass.SEARCHES);

  /** Asked for each record of an export. */
  private static final Map<Workload, Optional<UsageFields>> BY_WORKLOAD =
      Workload.listAll().stream()
          .collect(Collectors.toUnmodifiableMap(Function.identity(), UsageFields::createFields));

  /** The fields of a workload; empty when its usage is not priced. */
  static Optional<UsageFields> findFields(Workload workload) {
    return BY_WORKLOAD.get(workload);
  }

  private static Optional<UsageFields> createFields(Workload workload) {
    WorkloadSchema schema = workload.schema();
    String calls = workload.mainCount().field();
    if (schema == WorkloadSchemas.MODEL_CALLS) {
      Map<PricedClass, String> units = new EnumMap<>(PricedClass.class);
      UNITS.forEach(unit -> units.put(unit, "units." + unit.id()));
      return Optional.of(new UsageFields(workload.id(), PriceKey.FIELD, calls, units));
    }
    if (schema == WorkloadSchemas.COMFYUI) {
      return Optional.of(
          new UsageFields(
              workload.id(), PriceKey.FIELD, calls, Map.of(PricedClass.RUN, "run_time_ms.sum")));
    }
    if (schema == WorkloadSchemas.TRAINING) {
      return Optional.of(
          new UsageFields(
              workload.id(),
              "base_model",
              calls,
              Map.of(PricedClass.TRAINED, "trained_tokens", PricedClass.RUN, "run_time_ms")));
    }
    if (schema == WorkloadSchemas.IMAGE_JOBS) {
      return Optional.of(
          new UsageFields(
              workload.id(),
              "model",
              calls,
              Map.of(PricedClass.IMAGES, "images", PricedClass.RUN, "run_time_ms.sum")));
    }
    return Optional.empty();
  }

  /** Whether the usage is that of model calls. */
  boolean isModelCalls() {
    return workload.equals(WorkloadSchemas.MODEL_CALLS.id());
  }

  /** All fields that are added up. */
  List<String> sums() {
    return Stream.of(
            Stream.of(calls),
            isModelCalls() ? TOKENS.stream() : Stream.<String>of(),
            amounts.values().stream().sorted())
        .flatMap(fields -> fields)
        .toList();
  }

  /** The quantities that are priced, from the sums of a group of documents. */
  Quantities readQuantities(ToLongFunction<String> sum) {
    Map<PricedClass, Long> more = new LinkedHashMap<>();
    amounts.forEach((priced, field) -> more.put(priced, sum.applyAsLong(field)));
    if (!isModelCalls()) {
      return Quantities.ofRuns(sum.applyAsLong(calls), more);
    }
    return Quantities.ofCalls(
        sum.applyAsLong(calls),
        sum.applyAsLong(UNSPLIT),
        new Quantities.Tokens(
            sum.applyAsLong(INPUT),
            sum.applyAsLong(CACHE_READ),
            sum.applyAsLong(CACHE_WRITE),
            sum.applyAsLong(CACHE_WRITE_1H),
            sum.applyAsLong(OUTPUT),
            sum.applyAsLong(REASONING),
            sum.applyAsLong(TOTAL)),
        more);
  }

  /** The usage that a key names; empty for documents of model calls without a key. */
  Optional<PriceSubject> createSubject(String key, String operation) {
    if (isModelCalls()) {
      return PriceKey.parse(workload, key, operation);
    }
    String model = key.isEmpty() ? null : key;
    return Optional.of(new PriceSubject(workload, null, model, null, null, null, 0));
  }
}
