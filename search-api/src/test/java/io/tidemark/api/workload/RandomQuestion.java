/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.workload;

import io.tidemark.api.live.PlainMetrics;
import io.tidemark.api.live.UsageHour;
import io.tidemark.api.live.UsageHours;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Random filters over one workload and a random range, with the documents that they select. */
final class RandomQuestion {

  private static final List<String> RANGES = List.of("2h", "12h", "1d", "3d", "7d", "30d");

  private final Workload workload;
  private final List<UsageHour> all;
  private final Random random;
  private final String range;
  private final Map<String, Set<String>> kept;
  private final Map<String, Set<String>> leftOut;

  RandomQuestion(Workload workload, List<UsageHour> all, Random random) {
    this.workload = workload;
    this.all = all;
    this.random = random;
    this.range = one(RANGES);
    this.kept = some(5);
    this.leftOut = some(4);
  }

  <T> T one(List<T> choices) {
    return choices.get(random.nextInt(choices.size()));
  }

  boolean maybe() {
    return random.nextBoolean();
  }

  int number(int most) {
    return 1 + random.nextInt(most);
  }

  private Map<String, Set<String>> some(int seldom) {
    Map<String, Set<String>> chosen = new TreeMap<>();
    for (FilterField filter : workload.filters()) {
      if (random.nextInt(seldom) == 0) {
        List<String> values = values(filter.name());
        chosen.put(
            filter.name(),
            new TreeSet<>(List.of(one(values), one(values)).stream().distinct().toList()));
      }
    }
    return chosen;
  }

  private List<String> values(String dimension) {
    List<String> seen = new PlainMetrics(all).values(dimension);
    List<String> values =
        new ArrayList<>(seen.isEmpty() ? UsageHours.values(workload, dimension) : seen);
    // Unknown.
    values.add("");
    return values;
  }

  /** Name, value, name, value, … with {@code more} before. */
  String[] parameters(String... more) {
    List<String> parameters = new ArrayList<>(List.of(more));
    parameters.addAll(List.of("range", range));
    kept.forEach((name, values) -> values.forEach(v -> parameters.addAll(List.of(name, v))));
    leftOut.forEach(
        (name, values) -> values.forEach(v -> parameters.addAll(List.of("not_" + name, v))));
    return parameters.toArray(String[]::new);
  }

  /** The documents from which the answer must be computed. */
  PlainMetrics selected(JsonNode answer) {
    return within(answer).only(hour -> hour.matches(kept, leftOut));
  }

  /** The same without the filters on {@code dimension}. */
  PlainMetrics selectedBut(String dimension, JsonNode answer) {
    return within(answer)
        .only(hour -> hour.matches(without(kept, dimension), without(leftOut, dimension)));
  }

  private PlainMetrics within(JsonNode answer) {
    return new PlainMetrics(all)
        .between(
            Instant.parse(answer.path("from").asString()),
            Instant.parse(answer.path("to").asString()));
  }

  private static Map<String, Set<String>> without(Map<String, Set<String>> filters, String name) {
    Map<String, Set<String>> rest = new TreeMap<>(filters);
    rest.remove(name);
    return rest;
  }
}
