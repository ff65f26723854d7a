/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.workload.SideOutputs;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.Arrays;
import org.apache.flink.api.common.serialization.SerializerConfigImpl;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;

/** Hours of image jobs. */
final class ImageJobHours {

  static final AggregateLayout LAYOUT = AggregateLayout.createFor(WorkloadSchemas.IMAGE_JOBS);
  static final WindowTypes TYPES = WindowTypes.create(LAYOUT);

  private ImageJobHours() {}

  static PartialAggregate createPart(long windowStart, int jobs) {
    return createPart("acme", windowStart, jobs);
  }

  static PartialAggregate createPart(String tenant, long windowStart, int jobs) {
    byte[] group =
        DimensionKey.of(
            Arrays.copyOf(
                new String[] {tenant}, WorkloadSchemas.IMAGE_JOBS.dimensionNames().size()));
    Aggregate measures = new Aggregate(LAYOUT);
    measures.add(LAYOUT.findSum("jobs"), jobs);
    measures.addEvents(jobs);
    return new PartialAggregate(new WindowKey(windowStart, group), measures);
  }

  /** A publisher of hours that knows no days; without state when that is null. */
  static KeyedOneInputStreamOperatorTestHarness<WindowKey, PartialAggregate, DocumentWrite>
      openPublisher(WindowOptions options, OperatorSubtaskState state) throws Exception {
    var publisher =
        new KeyedOneInputStreamOperatorTestHarness<>(
            new KeyedProcessOperator<>(
                new WindowPublisher(
                    HourlyFamily.ofSchema(WorkloadSchemas.IMAGE_JOBS), options, TYPES.state())),
            PartialAggregate::group,
            WindowKey.TYPE);
    publisher.setup(SideOutputs.DOCUMENT.createSerializer(new SerializerConfigImpl()));
    if (state != null) {
      publisher.initializeState(state);
    }
    publisher.open();
    return publisher;
  }
}
