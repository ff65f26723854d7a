/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.search.KnownProgress;
import io.tidemark.testkit.time.ManualClock;
import java.time.Instant;

/**
 * One more instance of the API over the node of the tests, whose time and progress of the job a
 * test sets. The same one for all tests of a JVM.
 */
public final class MovedApi {

  private static MovedApi shared;

  private final ManualClock clock = new ManualClock(LiveApi.NOW);
  private final KnownProgress progress = new KnownProgress();
  private final LiveApi api =
      LiveApi.besideAt(
          clock, making -> making.registerBean("finalThrough", FinalThrough.class, () -> progress));

  private MovedApi() {}

  /**
   * The instance at some time.
   *
   * @param progress of all workloads
   */
  public static synchronized LiveApi at(Instant now, FinalThrough.Progress progress) {
    if (shared == null) {
      shared = new MovedApi();
    }
    shared.clock.setTime(now);
    shared.progress.set(progress);
    return shared.api;
  }
}
