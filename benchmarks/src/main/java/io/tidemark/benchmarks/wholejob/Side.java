/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.measuring.JobSettings;
import java.util.Map;

/**
 * One side of a comparison: a job, and what is set up differently.
 *
 * @param little whether it runs over the small topic: it would take too long over the whole one
 * @param settings in addition to those of all sides
 */
record Side(JobKind kind, String title, boolean little, JobSettings settings) {

  static final Side OWN = of(JobKind.OWN);
  static final Side OWN_ROCKSDB =
      OWN.with(JobSettings.STATE_BACKEND, "rocksdb").titled("Tidemark, RocksDB");
  static final Side OWN_WITH_DAYS = OWN.with(JobSettings.DAYS, "on").titled("Tidemark, with days");
  static final Side READ_AND_PARSE = of(JobKind.READ_AND_PARSE);
  static final Side FLINK_SQL = of(JobKind.FLINK_SQL);
  static final Side FLINK_SQL_ROCKSDB =
      new Side(
          JobKind.FLINK_SQL,
          "Flink SQL, RocksDB, small topic",
          true,
          FLINK_SQL.settings.with(JobSettings.STATE_BACKEND, "rocksdb"));
  static final Side DATA_STREAM = of(JobKind.DATA_STREAM);
  static final Side KAFKA_STREAMS = of(JobKind.KAFKA_STREAMS);

  static Side of(JobKind kind) {
    return new Side(kind, kind.title(), false, new JobSettings(Map.of()));
  }

  Side with(String name, Object value) {
    return new Side(kind, title, little, settings.with(name, value));
  }

  Side titled(String changed) {
    return new Side(kind, changed, little, settings);
  }

  /** A name for a folder. */
  String folder() {
    return title.toLowerCase(java.util.Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
  }
}
