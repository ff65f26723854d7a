/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.metric;

import io.tidemark.model.histogram.BinLayout;
import io.tidemark.model.histogram.Percentiles;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * One metric of a histogram: of a duration in milliseconds, or of the tokens of calls.
 *
 * @param field the histogram, for example {@code latency_ms}
 * @param bins its bins
 * @param part which value of it
 */
public record DurationMetric(String field, BinLayout bins, Part part) implements Metric {

  /** The metrics of a duration. */
  public enum Part {
    MEAN(Double.NaN),
    P50(0.50),
    P90(0.90),
    P95(0.95),
    P99(0.99),
    MAX(Double.NaN);

    private final double share;

    Part(double share) {
      this.share = share;
    }
  }

  @Override
  public String name() {
    return field + "." + part.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public void addTo(Aggregations aggregations) {
    addTo(aggregations, BinMerge.SUMS);
  }

  @Override
  public void addTo(Aggregations aggregations, BinMerge merge) {
    switch (part) {
      case MEAN -> {
        addSum(aggregations, "count");
        addSum(aggregations, "sum");
      }
      case MAX -> addMax(aggregations);
      default -> {
        aggregations.addMin(field + ".min", field + ".min");
        addMax(aggregations);
        merge.addTo(aggregations, field, bins);
      }
    }
  }

  private void addSum(Aggregations aggregations, String part) {
    aggregations.addSum(field + "." + part, field + "." + part);
  }

  private void addMax(Aggregations aggregations) {
    aggregations.addMax(field + ".max", field + ".max");
  }

  @Override
  public Number read(JsonNode aggregations) {
    return switch (part) {
      case MEAN -> mean(aggregations);
      case MAX -> max(aggregations);
      default -> percentile(aggregations, BinMerge.read(aggregations, field, bins));
    };
  }

  private Double mean(JsonNode aggregations) {
    long count = Aggregations.wholeNumber(value(aggregations, "count"));
    return count == 0 ? null : value(aggregations, "sum").asDouble() / count;
  }

  private Long max(JsonNode aggregations) {
    JsonNode max = value(aggregations, "max");
    return max.isNumber() ? Aggregations.wholeNumber(max) : null;
  }

  /** The percentile, from observations by bin; null when there are none. */
  Double percentile(JsonNode aggregations, long[] counts) {
    JsonNode max = value(aggregations, "max");
    if (!max.isNumber()) {
      return null;
    }
    long min = Aggregations.wholeNumber(value(aggregations, "min"));
    double found = Percentiles.at(bins, part.share, counts, min, Aggregations.wholeNumber(max));
    return Double.isNaN(found) ? null : found;
  }

  private JsonNode value(JsonNode aggregations, String name) {
    return aggregations.path(field + "." + name).path("value");
  }
}
