/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;

import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.schema.Measure;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.DataInput;
import java.io.IOException;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** Adds model calls to the aggregate of their window. */
public final class CallAggregation {

  public static final AggregateLayout LAYOUT =
      AggregateLayout.createFor(WorkloadSchemas.MODEL_CALLS);

  private static final int CALLS = LAYOUT.findSum("calls");
  private static final int SUCCEEDED = LAYOUT.findSum("succeeded");
  private static final int FAILED = LAYOUT.findSum("failed");
  private static final int BLOCKED = LAYOUT.findSum("blocked");
  private static final int WITHOUT_USAGE = LAYOUT.findSum("calls_without_usage");
  private static final int FALLBACK = LAYOUT.findSum("fallback_calls");
  private static final int INCONSISTENT = LAYOUT.findSum("inconsistent_calls");
  private static final int WITH_COST = LAYOUT.findSum("calls_with_reported_cost");
  private static final int OTHER_CURRENCY = LAYOUT.findSum("calls_with_other_currency");
  private static final int UNSPLIT = LAYOUT.findSum("calls_with_unsplit_tokens");
  private static final int INPUT_TOKENS = CallCount.INPUT_TOKENS.index();
  private static final int OUTPUT_TOKENS = CallCount.OUTPUT_TOKENS.index();
  private static final int TOTAL_TOKENS = CallCount.TOTAL_TOKENS.index();
  private static final int ATTEMPTS = CallCount.ATTEMPTS.index();
  private static final int REPORTED_COST = CallCount.REPORTED_COST_NANOS.index();
  private static final int STATUS_CODES = 0;

  /** In {@link #readEarlier}: precedes the fields, where older state begins with a count. */
  private static final long WITH_INCONSISTENT = -2;

  private static final int[] EARLIER_COUNTS = {SUCCEEDED, FAILED, BLOCKED, WITHOUT_USAGE, FALLBACK};
  private static final int[] EARLIER_TOKENS =
      Stream.of(
              "input_tokens",
              "output_tokens",
              "total_tokens",
              "cache_read_tokens",
              "cache_write_tokens",
              "reasoning_tokens")
          .mapToInt(LAYOUT::findSum)
          .toArray();

  /** Reported sums, and at the same places the counts of a call that they add up. */
  private static final int[] SUMS = find(Measure.Kind.SUM, Measure::field, LAYOUT::findSum);

  private static final int[] SUMMED =
      find(Measure.Kind.SUM, Measure::source, CallAggregation::findCount);

  /**
   * At the same places the counts without which sums leave a count out: a part of an unknown whole
   * would be taken from the wholes of other calls when the sum is priced.
   */
  private static final int[] WHOLES =
      find(Measure.Kind.SUM, Measure::source, CallAggregation::findWhole);

  /** Histograms, and at the same places the counts of a call that they hold. */
  private static final int[] HISTOGRAMS =
      find(Measure.Kind.HISTOGRAM, Measure::field, LAYOUT::findHistogram);

  private static final int[] OBSERVED =
      find(Measure.Kind.HISTOGRAM, Measure::source, CallAggregation::findCount);

  private CallAggregation() {}

  /** Adds one call. */
  public static void add(CallRow call, Aggregate target) {
    target.addEvents(1);
    target.add(CALLS, 1);
    switch (call.outcome) {
      case SUCCEEDED -> target.add(SUCCEEDED, 1);
      case FAILED -> target.add(FAILED, 1);
      case BLOCKED -> target.add(BLOCKED, 1);
    }
    if (call.counts[TOTAL_TOKENS] == UNKNOWN) {
      target.add(WITHOUT_USAGE, 1);
    }
    if (call.counts[ATTEMPTS] > 1) {
      target.add(FALLBACK, 1);
    }
    if (call.inconsistent) {
      target.add(INCONSISTENT, 1);
    }
    if (call.counts[REPORTED_COST] != UNKNOWN) {
      target.add(WITH_COST, 1);
    }
    if (call.otherCurrency) {
      target.add(OTHER_CURRENCY, 1);
    }
    long split = Math.max(call.counts[INPUT_TOKENS], 0) + Math.max(call.counts[OUTPUT_TOKENS], 0);
    if (call.counts[TOTAL_TOKENS] > split) {
      target.add(UNSPLIT, 1);
    }
    for (int i = 0; i < SUMS.length; i++) {
      int whole = WHOLES[i];
      if (whole < 0 || call.counts[whole] != UNKNOWN) {
        addKnown(SUMS[i], call.counts[SUMMED[i]], target);
      }
    }
    if (call.statusCode != UNKNOWN) {
      target.addCode(STATUS_CODES, call.statusCode, 1);
    }
    for (int i = 0; i < HISTOGRAMS.length; i++) {
      target.addDuration(HISTOGRAMS[i], call.counts[OBSERVED[i]]);
    }
  }

  /** Reads what builds up to 0.1.0 wrote. */
  public static void readEarlier(DataInput in, Aggregate target) throws IOException {
    long first = in.readLong();
    target.add(INCONSISTENT, first == WITH_INCONSISTENT ? in.readLong() : 0);
    long calls = first == WITH_INCONSISTENT ? in.readLong() : first;
    target.addEarlierEvents(calls);
    target.add(CALLS, calls);
    for (int count : EARLIER_COUNTS) {
      target.add(count, in.readLong());
    }
    for (int tokens : EARLIER_TOKENS) {
      addKnown(tokens, in.readLong(), target);
    }
    for (int codes = in.readShort(); codes > 0; codes--) {
      target.addCode(STATUS_CODES, in.readShort(), in.readLong());
    }
    target.readDurations(LAYOUT.findHistogram("latency_ms"), in);
    target.readDurations(LAYOUT.findHistogram("time_to_first_token_ms"), in);
  }

  private static void addKnown(int sum, long value, Aggregate target) {
    if (value != UNKNOWN) {
      target.add(sum, value);
    }
  }

  private static int[] find(
      Measure.Kind kind, Function<Measure, String> name, ToIntFunction<String> place) {
    return WorkloadSchemas.MODEL_CALLS.measuresOf(kind).stream()
        .map(name)
        .mapToInt(place)
        .toArray();
  }

  /** The count that includes another one; -1 of those that stand alone. */
  private static int findWhole(String field) {
    return switch (field) {
      case "cache_read_tokens", "cache_write_tokens", "cache_write_1h_tokens" -> INPUT_TOKENS;
      case "reasoning_tokens" -> OUTPUT_TOKENS;
      default -> -1;
    };
  }

  private static int findCount(String field) {
    return CallCount.named(field).index();
  }
}
