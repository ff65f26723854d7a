/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import io.tidemark.model.index.IndexFamily;
import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Documents in which the job reports its hours and days; by them the API decides to read days. */
final class JobProgress {

  private JobProgress() {}

  /**
   * Writes the progress of model calls.
   *
   * @param finalThrough end of the newest final hour
   * @param daysFrom start of the first complete UTC day
   */
  static void write(ServedApi api, Instant finalThrough, Instant daysFrom) throws IOException {
    Instant hour = finalThrough.minus(1, ChronoUnit.HOURS);
    String index = IndexFamily.PIPELINE_PROGRESS.indexAt(hour.toEpochMilli());
    api.elasticsearch(
        "PUT",
        "/" + index + "/_doc/model-calls?refresh=true",
        """
        {"hour":"%s","window_minutes":60,"pipeline":"model-calls","days_from":"%s",
         "day_zone":"UTC","updated_at":"%s"}"""
            .formatted(hour, daysFrom, finalThrough));
  }
}
