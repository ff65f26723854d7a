/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.kafka.UsageSource;
import io.tidemark.job.rebuild.RebuildEventTime;
import io.tidemark.job.rebuild.RebuildRange;
import io.tidemark.job.rebuild.RebuiltEvents;
import io.tidemark.job.topology.EventSource;
import io.tidemark.job.topology.Workload;
import java.util.Optional;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * The sources of the workloads, of the running job or of a rebuild.
 *
 * @param rebuild the windows to compute again; empty for the running job
 */
record Inputs(StreamExecutionEnvironment environment, Optional<RebuildRange> rebuild) {

  /** The events of a workload from Kafka. */
  <E> DataStream<SourceEvent<E>> read(UsageSource<E> kafka, Workload<E, ?, ?> workload) {
    EventSource<E> source = workload.source();
    UsageSource<E> chosen = rebuild.isPresent() ? kafka.upToNow() : kafka;
    DataStream<SourceEvent<E>> all =
        environment
            .fromSource(chosen, chosen.watermarks(), "read " + source.noun())
            .uid(workload.id() + "-source");
    return rebuild.map(range -> limit(all, workload, range)).orElse(all);
  }

  private static <E> DataStream<SourceEvent<E>> limit(
      DataStream<SourceEvent<E>> events, Workload<E, ?, ?> workload, RebuildRange range) {
    EventSource<E> source = workload.source();
    DataStream<SourceEvent<E>> timed =
        events
            .transform(
                "set the event time of " + source.noun(),
                events.getType(),
                new RebuildEventTime<E>(range))
            .uid(workload.id() + "-rebuild-event-time");
    if (source.spansWindows()) {
      return timed;
    }
    return timed
        .filter(new RebuiltEvents<>(range))
        .name("keep the range of " + source.noun())
        .uid(workload.id() + "-rebuild-range");
  }
}
