/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.countonce;

import io.tidemark.job.dedup.IdBucket;
import io.tidemark.job.dedup.IdBucketCodec;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;

/** Holds the name of the snapshot in savepoints of 0.1.0. */
final class IdBucketSerializer {

  private IdBucketSerializer() {}

  /** Names the serializer in savepoints of 0.1.0. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<IdBucket> {
    public Snapshot() {
      super(() -> IdBucketCodec.SERIALIZER);
    }
  }
}
