/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.kibana;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How the bins of the hourly documents are laid out, for panels that compute percentiles in the
 * browser: as {@code LatencyBins} and {@code Percentiles} of usage-model say, which a test holds
 * against this.
 */
final class HistogramLayout {

  /** Bins in which each doubling is cut. */
  static final int SUB_BINS = 16;

  /** The bin of earlier builds for 2^20 ms and more; the bins after it have a place less. */
  static final int EARLIER_OVERFLOW = 272;

  /** The last bin, which has no upper end. */
  static final int OVERFLOW = 420;

  /** How much of the position inside a bin is believed. */
  static final double TRUST_IN_POSITION = 0.6;

  private HistogramLayout() {}

  /** Such as {@code b042}. */
  static String fieldName(int bin) {
    return "b" + Integer.toString(1000 + bin).substring(1);
  }

  /** The sum of each bin of {@code measure}, and its least and greatest value. */
  static ObjectNode createAggregations(String measure) {
    ObjectNode aggregations = KibanaSources.JSON.createObjectNode();
    aggregations.putObject("min").putObject("min").put("field", measure + ".min");
    aggregations.putObject("max").putObject("max").put("field", measure + ".max");
    for (int bin = 0; bin <= OVERFLOW; bin++) {
      String name = fieldName(bin);
      aggregations.putObject(name).putObject("sum").put("field", measure + ".bins." + name);
    }
    return aggregations;
  }

  /** Where the answer to {@link #createAggregations} holds the bins. */
  static ArrayNode listValues() {
    ArrayNode values = KibanaSources.JSON.createArrayNode();
    for (int bin = 0; bin <= OVERFLOW; bin++) {
      values.add(fieldName(bin) + ".value");
    }
    return values;
  }
}
