/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.measuring;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/**
 * What a job that is measured is told, as {@code name=value} arguments of its process.
 *
 * @param values by name
 */
public record JobSettings(Map<String, String> values) {

  public static final String BOOTSTRAP_SERVERS = "bootstrap-servers";
  public static final String TOPIC = "topic";
  public static final String CALLS = "calls";
  public static final String WARM_UP_TOPIC = "warm-up-topic";
  public static final String WARM_UP_CALLS = "warm-up-calls";
  public static final String FOLDER = "folder";
  public static final String STATE_BACKEND = "state-backend";
  public static final String CHECKPOINTS = "checkpoints";
  public static final String GROUP = "group";

  public static JobSettings of(String[] arguments) {
    Map<String, String> values = new LinkedHashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      values.put(argument.substring(0, equals), argument.substring(equals + 1));
    }
    return new JobSettings(values);
  }

  public JobSettings with(String name, Object value) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.put(name, value.toString());
    return new JobSettings(changed);
  }

  /**
   * For a consumer group that no run had before: a job goes on at its group's committed offsets,
   * and a run must read everything.
   */
  public JobSettings withGroupOfItsOwn() {
    return with(GROUP, "benchmark-" + UUID.randomUUID());
  }

  public String get(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new IllegalArgumentException(name + "=… is missing");
    }
    return value;
  }

  public long number(String name) {
    return Long.parseLong(get(name));
  }

  public Path folder() {
    return Path.of(get(FOLDER));
  }

  /** The arguments that {@link #of} reads. */
  public String[] arguments() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toArray(String[]::new);
  }
}
