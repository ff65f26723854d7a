/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.hold;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.api.web.WokenWork;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Copies documents under legal holds soon after they are written, and at once for a new hold. */
@Component
class HoldCopier extends WokenWork {

  private final Holds holds;

  HoldCopier(
      Holds holds,
      MeterRegistry meters,
      @Value("${tidemark.hold.interval:10m}") Duration interval,
      @Value("${tidemark.hold.enabled:true}") boolean enabled) {
    super("hold-copier", interval, meters.counter("tidemark.hold.failures"), enabled);
    this.holds = holds;
  }

  @Override
  protected void workOnce() {
    holds.copyAll();
  }
}
