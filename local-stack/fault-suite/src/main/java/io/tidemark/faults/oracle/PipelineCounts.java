/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.oracle;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.TreeMap;

/** What a pipeline must say of the events of one tenant and hour. */
record PipelineCounts(Map<String, Object> fields) {

  static PipelineCounts at(
      Map<String, Map<String, Object>> hours, String pipeline, String tenant, Instant time) {
    String hour = time.truncatedTo(ChronoUnit.HOURS).toString();
    return new PipelineCounts(
        hours.computeIfAbsent(
            hour + "/" + tenant,
            key ->
                new TreeMap<>(
                    Map.of(
                        "hour", hour,
                        "window_minutes", 60L,
                        "tenant_id", tenant,
                        "pipeline", pipeline,
                        "counted", 0L,
                        "duplicates", 0L,
                        "conflicting_duplicates", 0L))));
  }

  void sighting(boolean first, boolean otherContent) {
    Fields.add(fields, "counted", first ? 1 : 0);
    Fields.add(fields, "duplicates", first ? 0 : 1);
    Fields.add(fields, "conflicting_duplicates", otherContent ? 1 : 0);
  }
}
