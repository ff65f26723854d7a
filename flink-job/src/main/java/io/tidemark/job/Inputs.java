/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import io.tidemark.job.intake.Incoming;
import io.tidemark.job.kafka.UsageSource;
import io.tidemark.job.rebuild.RebuildRange;
import io.tidemark.job.rebuild.RebuiltEvents;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * What the pipelines read: on and on, or, in a rebuild, all that the topics hold.
 *
 * @param rebuild empty for a job that runs on
 */
record Inputs(StreamExecutionEnvironment environment, Optional<RebuildRange> rebuild) {

  /** Events that count by themselves: a rebuild needs those of its range only. */
  <E> DataStream<Incoming<E>> read(UsageSource<E> source, String what, String pipeline) {
    DataStream<Incoming<E>> all = readWhole(source, what, pipeline);
    if (rebuild.isEmpty()) {
      return all;
    }
    return all.filter(new RebuiltEvents<>(rebuild.get()))
        .name("keep the range of " + what)
        .uid(pipeline + "-rebuild-range");
  }

  /** Events that belong together over hours and days: an earlier one may count in a later hour. */
  <E> DataStream<Incoming<E>> readWhole(UsageSource<E> source, String what, String pipeline) {
    UsageSource<E> chosen = rebuild.isPresent() ? source.upToNow() : source;
    return environment
        .fromSource(chosen, chosen.watermarks(), "read " + what)
        .uid(pipeline + "-source");
  }
}
