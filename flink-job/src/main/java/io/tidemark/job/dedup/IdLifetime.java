/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * How long ids are remembered. After a restart the watermark starts again, so the one of the
 * checkpoint is kept: without it, ids that are forgotten but not dropped yet would be known again.
 */
final class IdLifetime {

  private static final long HOUR = Duration.ofHours(1).toMillis();

  private final long horizon;

  private ListState<Long> watermarks;
  private long restored = Long.MIN_VALUE;

  IdLifetime(Duration horizon) {
    this.horizon = horizon.toMillis();
  }

  /** Reads the least watermark of all subtasks that had one, as behind the network. */
  void restore(OperatorStateStore store) throws Exception {
    watermarks = store.getUnionListState(new ListStateDescriptor<>("watermarks", Types.LONG));
    long least = Long.MAX_VALUE;
    for (Long watermark : watermarks.get()) {
      least = Math.min(least, watermark);
    }
    restored = least == Long.MAX_VALUE ? Long.MIN_VALUE : least;
  }

  /** Keeps the watermark; before the first one and after the last there is none to keep. */
  void snapshot(long watermark) throws Exception {
    long reached = Math.max(watermark, restored);
    boolean isTime = reached != Long.MIN_VALUE && reached != Long.MAX_VALUE;
    watermarks.update(isTime ? List.of(reached) : List.of());
  }

  /** The oldest hour whose ids are still known; {@link Long#MIN_VALUE} while all are. */
  long liveFrom(long watermark) {
    long reached = Math.max(watermark, restored);
    return reached == Long.MIN_VALUE ? Long.MIN_VALUE : Math.floorDiv(reached - horizon, HOUR);
  }

  /** When the last id of an hour may be dropped. */
  long forgottenAt(long hour) {
    return (hour + 1) * HOUR + horizon;
  }
}
