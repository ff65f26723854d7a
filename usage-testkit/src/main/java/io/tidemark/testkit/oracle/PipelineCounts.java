/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The job's own hourly counts of one workload's events, by tenant. */
final class PipelineCounts {

  private final String pipeline;
  private final HourTable hours =
      new HourTable(
          List.of("tenant_id", "pipeline"),
          List.of("counted", "duplicates", "conflicting_duplicates"));

  PipelineCounts(String pipeline) {
    this.pipeline = pipeline;
  }

  /**
   * Counts an event.
   *
   * @param first the event of the same id that counts; null when it is this one
   */
  void count(Event event, Event first) {
    Map<String, Object> hour =
        hours.at(event.at(), name -> name.equals("pipeline") ? pipeline : event.text("tenant_id"));
    FlatDocument.add(hour, first == null ? "counted" : "duplicates", 1);
    boolean conflicts = first != null && !Objects.equals(first.json(), event.json());
    FlatDocument.add(hour, "conflicting_duplicates", conflicts ? 1 : 0);
  }

  Map<String, Map<String, Object>> documents() {
    return hours.documents();
  }
}
