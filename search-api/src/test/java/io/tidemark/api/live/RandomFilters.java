/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Random filters as a caller sends them, and as a predicate of the brute-force side.
 *
 * @param kept values per dimension
 * @param leftOut values per dimension
 */
public record RandomFilters(Map<String, List<String>> kept, Map<String, List<String>> leftOut) {

  private static final Map<String, List<String>> CHOICES =
      new TreeMap<>(
          Map.of(
              "model", CallHours.MODELS,
              "user_id", CallHours.USERS,
              "api_key_id", List.of("k1", "k2", "k3", "no such key", ""),
              "project_id", List.of("p1", "p2", ""),
              "model_source", List.of("preset", "custom", ""),
              "provider", List.of("openai", "vllm"),
              "client", List.of("cursor", "other", "")));

  public static RandomFilters of(Random random) {
    return new RandomFilters(some(random), some(random));
  }

  private static Map<String, List<String>> some(Random random) {
    Map<String, List<String>> chosen = new TreeMap<>();
    CHOICES.forEach(
        (dimension, values) -> {
          if (random.nextInt(6) == 0) {
            chosen.put(
                dimension,
                List.copyOf(
                    new TreeSet<>(
                        List.of(
                                values.get(random.nextInt(values.size())),
                                values.get(random.nextInt(values.size())))
                            .stream()
                            .distinct()
                            .toList())));
          }
        });
    return chosen;
  }

  public boolean matches(CallHour hour) {
    return kept.entrySet().stream().allMatch(e -> e.getValue().contains(value(hour, e.getKey())))
        && leftOut.entrySet().stream()
            .noneMatch(e -> e.getValue().contains(value(hour, e.getKey())));
  }

  private static String value(CallHour hour, String dimension) {
    // An empty value selects what is unknown.
    return Objects.requireNonNullElse(hour.dimension(dimension), "");
  }

  /** Name, value, name, value, … with {@code more} before. */
  public String[] parameters(String... more) {
    List<String> parameters = new ArrayList<>(List.of(more));
    kept.forEach((name, values) -> values.forEach(v -> parameters.addAll(List.of(name, v))));
    leftOut.forEach(
        (name, values) -> values.forEach(v -> parameters.addAll(List.of("not_" + name, v))));
    return parameters.toArray(String[]::new);
  }
}
