/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.measuring;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The settings of a measured job, as {@code name=value} arguments of its process.
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

  /** Slots of the job, as many as subtasks; two when not given. */
  public static final String PARALLELISM = "parallelism";

  /** The slots are spread over that many. */
  public static final String TASK_MANAGERS = "task-managers";

  /** Which final documents are kept: {@code all}, {@code none}, or the {@code latest} of each. */
  public static final String ANSWERS = "answers";

  /** Whether days are published, {@code on} or {@code off}. */
  public static final String DAYS = "days";

  /** A savepoint to begin from. */
  public static final String RESTORE = "restore";

  /** Given when a savepoint is to be taken at the end. */
  public static final String SAVEPOINT = "savepoint";

  /** That many calls are made in the process, in place of reading a topic. */
  public static final String MADE_CALLS = "made-calls";

  /** Milliseconds since 1970: the end of an hour whose closing is watched. */
  public static final String HOUR_END = "hour-end";

  /** Calls of that hour. */
  public static final String HOUR_CALLS = "hour-calls";

  /** Milliseconds since 1970: nothing but what closes hours comes from then on. */
  public static final String INPUT_END = "input-end";

  /** The address of Elasticsearch, for what writes there. */
  public static final String ELASTICSEARCH = "elasticsearch";

  /** The address of Elasticsearch, when a job that is measured without it is to store, too. */
  public static final String STORE_IN = "store-in";

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

  /** With all values of other settings. */
  public JobSettings with(JobSettings others) {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.putAll(others.values);
    return new JobSettings(changed);
  }

  /**
   * For a consumer group that no run had before: a job continues at its group's committed offsets,
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

  public String get(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  public long number(String name) {
    return Long.parseLong(get(name));
  }

  public long number(String name, long otherwise) {
    return has(name) ? number(name) : otherwise;
  }

  public boolean has(String name) {
    return values.containsKey(name);
  }

  /** For the run that only warms up. */
  JobSettings forWarmUp() {
    Map<String, String> changed = new LinkedHashMap<>(values);
    changed.keySet().removeAll(List.of(RESTORE, HOUR_END, SAVEPOINT, STORE_IN));
    changed.put(TOPIC, get(WARM_UP_TOPIC));
    changed.put(CALLS, get(WARM_UP_CALLS));
    return new JobSettings(changed);
  }

  public Path folder() {
    return Path.of(get(FOLDER));
  }

  /** The address of a folder below it as Flink reads it: nothing in it is escaped. */
  String folderAddress(String name) {
    return "file://" + folder().toAbsolutePath().resolve(name);
  }

  /** The arguments that {@link #of} reads. */
  public String[] arguments() {
    return values.entrySet().stream()
        .map(entry -> entry.getKey() + "=" + entry.getValue())
        .toArray(String[]::new);
  }
}
