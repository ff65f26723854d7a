/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** Training jobs: tokens by the growth of the cumulative count, run time where it passed. */
public final class TrainingOracle implements Oracle {

  public static final List<String> DIMENSIONS =
      List.of("tenant_id", "user_id", "base_model", "method", "project_id");

  private static final List<String> ENDS = List.of("succeeded", "failed", "cancelled");
  private static final List<String> ALWAYS =
      List.of("jobs", "succeeded", "failed", "cancelled", "run_time_ms");

  private final Map<String, List<Event>> jobs = new TreeMap<>();
  private final Set<String> seen = new HashSet<>();

  @Override
  public void add(Event event) {
    if (seen.add(event.json().toString())) {
      String job = event.text("tenant_id") + "/" + event.text("job_id");
      jobs.computeIfAbsent(job, id -> new ArrayList<>()).add(event);
    }
  }

  @Override
  public Map<String, Map<String, Object>> hours() {
    HourTable hours = new HourTable(DIMENSIONS, ALWAYS);
    jobs.values().forEach(events -> count(events, hours));
    return hours.documents();
  }

  private static void count(List<Event> events, HourTable hours) {
    events.sort(Comparator.comparing(Event::at));
    UnaryOperator<String> group = group(events);
    long first = events.get(0).at();
    long last = events.get(events.size() - 1).at();
    FlatDocument.add(hours.at(first, group), "jobs", 1);
    long highest = 0;
    for (Event event : events) {
      Map<String, Object> hour = hours.at(event.at(), group);
      Long tokens = event.count("trained_tokens");
      if (tokens != null) {
        // Less than half of the highest: the trainer counts from 0 again.
        highest = 2 * tokens + 1 < highest ? 0 : highest;
        FlatDocument.add(hour, "trained_tokens", Math.max(0, tokens - highest));
        highest = Math.max(highest, tokens);
      }
      if (ENDS.contains(event.text("event"))) {
        FlatDocument.add(hour, event.text("event"), 1);
        last = event.at();
      }
    }
    for (long from = first; from < last; from = Event.hourOf(from) + Event.HOUR) {
      long to = Math.min(last, Event.hourOf(from) + Event.HOUR);
      FlatDocument.add(hours.at(from, group), "run_time_ms", to - from);
    }
  }

  /** The first value of each dimension that an event has. */
  private static UnaryOperator<String> group(List<Event> events) {
    Map<String, String> values = new HashMap<>();
    for (String name : DIMENSIONS) {
      events.stream()
          .map(event -> event.text(name))
          .filter(Objects::nonNull)
          .findFirst()
          .ifPresent(value -> values.put(name, value));
    }
    return values::get;
  }
}
