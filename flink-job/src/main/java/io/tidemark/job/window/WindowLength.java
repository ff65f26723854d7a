/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import java.time.Duration;
import java.util.List;
import org.apache.flink.api.common.state.ListState;
import org.apache.flink.api.common.state.ListStateDescriptor;
import org.apache.flink.api.common.state.OperatorStateStore;
import org.apache.flink.api.common.typeinfo.Types;

/**
 * Remembers the length of windows in state. They are known by their start: with another length, the
 * events of an hour would be those of its first quarter.
 */
public final class WindowLength {

  private WindowLength() {}

  /**
   * Notes the length of windows.
   *
   * @throws ChangedWindowException when the state has windows of another length; that of earlier
   *     builds does not say it
   */
  public static void requireSame(OperatorStateStore store, long windowMillis) throws Exception {
    ListState<Long> state =
        store.getUnionListState(new ListStateDescriptor<>("window-millis", Types.LONG));
    for (Long before : state.get()) {
      if (before != windowMillis) {
        throw new ChangedWindowException(
            "--window %s: the state has windows of %s. Start the job with --window %s"
                .formatted(describe(windowMillis), describe(before), describe(before)));
      }
    }
    state.update(List.of(windowMillis));
  }

  private static String describe(long millis) {
    return Duration.ofMillis(millis).toMinutes() + "m";
  }
}
