/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.system;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Hours of training jobs: tokens by what the cumulative figure grew, run time where it ran. */
final class TrainingOracle implements Oracle {

  static final List<String> DIMENSIONS = List.of("tenant_id", "user_id", "base_model", "method");

  private final Map<String, List<SentEvent>> jobs = new TreeMap<>();
  private final Set<String> seen = new HashSet<>();

  @Override
  public void add(SentEvent event) {
    if (seen.add(event.json().toString())) {
      String job = event.text("tenant_id") + "/" + event.text("job_id");
      jobs.computeIfAbsent(job, id -> new ArrayList<>()).add(event);
    }
  }

  @Override
  public Map<String, Map<String, Object>> documents() {
    OracleDocuments documents = new OracleDocuments();
    jobs.values().forEach(events -> count(events, documents));
    return documents.all();
  }

  private static void count(List<SentEvent> events, OracleDocuments documents) {
    events.sort(Comparator.comparing(SentEvent::at));
    String[] group = new String[2 * DIMENSIONS.size()];
    for (int i = 0; i < DIMENSIONS.size(); i++) {
      String name = DIMENSIONS.get(i);
      group[2 * i] = name;
      group[2 * i + 1] =
          events.stream()
              .map(event -> event.text(name))
              .filter(text -> text != null)
              .findFirst()
              .orElse(null);
    }
    long first = events.get(0).at();
    long last = events.get(events.size() - 1).at();
    add(documents, first, group, "jobs", 1);
    long highest = 0;
    for (SentEvent event : events) {
      Long tokens = event.count("trained_tokens");
      if (tokens != null) {
        add(documents, event.at(), group, "trained_tokens", Math.max(0, tokens - highest));
        highest = Math.max(highest, tokens);
      }
      if (Set.of("succeeded", "failed", "cancelled").contains(event.text("event"))) {
        add(documents, event.at(), group, event.text("event"), 1);
        last = event.at();
      }
    }
    for (long from = first; from < last; from = SentEvent.hourOf(from) + SentEvent.HOUR) {
      long to = Math.min(last, SentEvent.hourOf(from) + SentEvent.HOUR);
      add(documents, from, group, "run_time_ms", to - from);
    }
  }

  private static void add(
      OracleDocuments documents, long time, String[] group, String measure, long more) {
    Map<String, Object> hour = documents.at(SentEvent.hourOf(time), group);
    for (String always : List.of("jobs", "succeeded", "failed", "cancelled", "run_time_ms")) {
      OracleDocuments.add(hour, always, 0);
    }
    OracleDocuments.add(hour, measure, more);
  }
}
