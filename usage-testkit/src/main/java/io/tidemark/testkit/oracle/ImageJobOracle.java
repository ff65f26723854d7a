/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Jobs of image generation services: each event counts once, in its hour. */
public final class ImageJobOracle implements Oracle {

  public static final List<String> DIMENSIONS =
      List.of("tenant_id", "project_id", "user_id", "api_key_id", "model");

  private static final List<String> SUMS = List.of("images", "steps");

  private final HourTable hours =
      new HourTable(DIMENSIONS, List.of("jobs", "succeeded", "failed", "cancelled"));
  private final Set<String> seen = new HashSet<>();

  @Override
  public void add(Event event) {
    if (!seen.add(event.text("tenant_id") + "/" + event.text("job_id"))) {
      return;
    }
    Map<String, Object> hour = hours.at(event.at(), event::text);
    FlatDocument.add(hour, "jobs", 1);
    FlatDocument.add(hour, event.text("status", "succeeded"), 1);
    for (String sum : SUMS) {
      Long value = event.count(sum);
      if (value != null) {
        FlatDocument.add(hour, sum, value);
      }
    }
    FlatDocument.addDuration(hour, "run_time_ms", event.count("run_time_ms"));
  }

  @Override
  public Map<String, Map<String, Object>> hours() {
    return hours.documents();
  }
}
