/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.benchmarks.measuring.FetchClock;
import io.tidemark.benchmarks.measuring.JobSettings;
import java.io.IOException;
import java.io.InputStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.table.api.TableConfig;
import org.apache.flink.table.api.bridge.java.StreamTableEnvironment;

/**
 * Flink SQL as the guide on performance tuning sets it up: mini-batches, two phases and object
 * reuse.
 */
final class FlinkSql {

  private FlinkSql() {}

  static StreamTableEnvironment tables(StreamExecutionEnvironment environment) {
    environment.getConfig().enableObjectReuse();
    StreamTableEnvironment tables = StreamTableEnvironment.create(environment);
    TableConfig config = tables.getConfig();
    config.set("table.local-time-zone", "UTC");
    config.set("table.exec.mini-batch.enabled", "true");
    config.set("table.exec.mini-batch.allow-latency", "5 s");
    config.set("table.exec.mini-batch.size", "5000");
    config.set("table.optimizer.agg-phase-strategy", "TWO_PHASE");
    config.set("table.exec.state.ttl", "24 h");
    return tables;
  }

  /** Declares the topic of the settings as a table, by a statement with places for its options. */
  static void declareTopic(StreamTableEnvironment tables, String file, JobSettings settings)
      throws IOException {
    tables.executeSql(
        statement(file)
            .formatted(
                settings.get(JobSettings.TOPIC),
                settings.get(JobSettings.BOOTSTRAP_SERVERS),
                settings.get(JobSettings.GROUP),
                FetchClock.class.getName()));
  }

  /** A statement from a file in the package of this class. */
  static String statement(String file) throws IOException {
    try (InputStream text = FlinkSql.class.getResourceAsStream(file)) {
      return new String(text.readAllBytes(), UTF_8);
    }
  }
}
