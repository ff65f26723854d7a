/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.stack.elasticsearch.ElasticsearchProcess;
import io.tidemark.stack.flink.FlinkCluster;
import io.tidemark.stack.intake.IntakeProcess;
import io.tidemark.stack.kafka.KafkaProcess;
import java.util.Arrays;
import java.util.Optional;

/** The processes of a stack, in the order in which they start; they stop in the opposite one. */
public enum Component {
  ELASTICSEARCH(ElasticsearchProcess.NAME, "Elasticsearch", "ES", 9200, "640m"),
  KAFKA(KafkaProcess.NAME, "Kafka", "KAFKA", 9092, "320m"),
  JOB_MANAGER(FlinkCluster.JOB_MANAGER, "Flink JobManager", "FLINK", 8081, "320m"),
  TASK_MANAGER(FlinkCluster.TASK_MANAGER, "Flink TaskManager", "", 0, "896m"),
  API("api", "Search API", "API", 8080, "320m"),
  INTAKE(IntakeProcess.NAME, "Intake", "INTAKE", 4318, "320m"),
  FEEDER("feeder", "Sample usage", "", 0, "64m");

  private final String processName;
  private final String title;
  private final String portWord;
  private final int defaultPort;
  private final String defaultHeap;

  Component(
      String processName, String title, String portWord, int defaultPort, String defaultHeap) {
    this.processName = processName;
    this.title = title;
    this.portWord = portWord;
    this.defaultPort = defaultPort;
    this.defaultHeap = defaultHeap;
  }

  /** The component of a process name, as {@code logs} takes it. */
  public static Optional<Component> named(String name) {
    return Arrays.stream(values()).filter(one -> one.processName.equals(name)).findFirst();
  }

  public String processName() {
    return processName;
  }

  public String title() {
    return title;
  }

  /** Whether others connect to a port that the user may choose. */
  public boolean hasPort() {
    return !portWord.isEmpty();
  }

  public int defaultPort() {
    return defaultPort;
  }

  public String portVariable() {
    return "TIDEMARK_" + portWord + "_PORT";
  }

  public String defaultHeap() {
    return defaultHeap;
  }

  public String heapVariable() {
    return "TIDEMARK_HEAP_" + processName.toUpperCase(java.util.Locale.ROOT);
  }
}
