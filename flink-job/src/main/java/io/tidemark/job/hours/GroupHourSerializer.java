/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.hours;

import io.tidemark.job.window.WindowKey;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;

/** Holds the name of the snapshot in savepoints of 0.1.0. */
final class GroupHourSerializer {

  private GroupHourSerializer() {}

  /** Names the serializer in savepoints of 0.1.0. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<WindowKey> {
    public Snapshot() {
      super(WindowKey.TYPE::serializer);
    }
  }
}
