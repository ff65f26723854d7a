/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import io.tidemark.job.serialization.Codec;
import io.tidemark.job.serialization.CodecProvider;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.schema.Option;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemaBuilder;
import java.util.List;

/** The codecs of a workload of tests, whose schema gets measures in a second version. */
public final class EvolvingCodecs implements CodecProvider {

  private static WindowTypes types = createVersion(1);

  /** Makes this build one of the given version. */
  static WindowTypes startBuild(int version) {
    types = createVersion(version);
    return types;
  }

  @Override
  public List<Codec<?>> listCodecs() {
    return List.of(types.part().codec(), types.state().codec());
  }

  private static WindowTypes createVersion(int version) {
    WorkloadSchemaBuilder schema =
        WorkloadSchema.named("evolving").dimension("tenant_id", Option.COMPUTED).count("calls");
    if (version > 1) {
      schema
          .count("retried", Option.since(2))
          .sum("audio_tokens", Option.MAY_BE_UNKNOWN, Option.since(2))
          .histogram("queue_ms", Option.MAY_BE_UNKNOWN, Option.since(2));
    }
    return WindowTypes.create(
        AggregateLayout.createFor(
            schema
                .sum("tokens", Option.MAY_BE_UNKNOWN)
                .histogram("latency_ms", Option.MAY_BE_UNKNOWN)
                .groupedBy("tenant_id")
                .build()));
  }
}
