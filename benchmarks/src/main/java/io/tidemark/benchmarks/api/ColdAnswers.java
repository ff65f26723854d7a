/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import io.tidemark.benchmarks.report.Median;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Response times of the API, with caches of Elasticsearch cleared before each request. */
final class ColdAnswers {

  private ColdAnswers() {}

  /**
   * The median in milliseconds by the name of each request.
   *
   * @param paths under {@code /api/v1}, by name
   * @param rounds that are measured; as many before them only warm up
   */
  static Map<String, Double> measureMillis(ServedApi api, Map<String, String> paths, int rounds)
      throws IOException {
    Map<String, Double> millis = new LinkedHashMap<>();
    for (Map.Entry<String, String> path : paths.entrySet()) {
      millis.put(path.getKey(), measureMillis(api, path.getValue(), rounds));
    }
    return millis;
  }

  /** The median in milliseconds of one request. */
  static double measureMillis(ServedApi api, String path, int rounds) throws IOException {
    List<Double> times = new ArrayList<>();
    for (int round = 0; round < 2 * rounds; round++) {
      double millis = measureOnce(api, path);
      if (round >= rounds) {
        times.add(millis);
      }
    }
    return Median.of(times, Double::doubleValue);
  }

  /** The milliseconds of a single request. */
  static double measureOnce(ServedApi api, String path) throws IOException {
    api.clearCaches();
    return api.measureMillis(path);
  }
}
