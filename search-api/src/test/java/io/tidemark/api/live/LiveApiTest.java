/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.web.BackgroundWork;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("node")
class LiveApiTest {

  /** By the clock it does nothing with documents of other tests: what runs reads once an hour. */
  @Test
  void sharedInstanceKeepsItselfUpToDateAlone() {
    assertThat(LiveApi.shared().beans(BackgroundWork.class))
        .filteredOn(BackgroundWork::isRunning)
        .extracting(work -> work.getClass().getSimpleName())
        .containsExactlyInAnyOrder("AccessLog", "Directory", "SettingViews");
  }
}
