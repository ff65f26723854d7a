/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.answers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;

/** Reads Tidemark's hourly documents as {@link HourLine}s. */
public final class OwnAnswers {

  private static final ObjectMapper JSON = new ObjectMapper();

  private OwnAnswers() {}

  /** The line of a document; its histograms must hold as many observations as they say. */
  public static String line(String document) {
    try {
      JsonNode fields = JSON.readTree(document);
      requireWholeHistogram(fields.path("latency_ms"), document);
      requireWholeHistogram(fields.path("time_to_first_token_ms"), document);
      HourLine line = new HourLine();
      for (String column : HourLine.COLUMNS) {
        JsonNode value = fields.at("/" + column.replace('.', '/'));
        // A duration that was never measured has no object in the document; others count it as 0.
        boolean absentCount = value.isMissingNode() && column.endsWith(".count");
        line.add(absentCount ? "0" : value.isMissingNode() ? null : value.asText());
      }
      return line.toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void requireWholeHistogram(JsonNode durations, String document) {
    long inBins = 0;
    for (JsonNode bin : durations.path("bins")) {
      inBins += bin.asLong();
    }
    if (inBins != durations.path("count").asLong()) {
      throw new IllegalStateException("A histogram holds another count than it says: " + document);
    }
  }
}
