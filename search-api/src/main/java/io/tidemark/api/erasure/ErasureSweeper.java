/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.erasure;

import io.micrometer.core.instrument.MeterRegistry;
import io.tidemark.api.web.WokenWork;
import java.time.Duration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** Runs erasures at once, and keeps erased people away from then on. */
@Component
class ErasureSweeper extends WokenWork {

  private final Erasures erasures;

  ErasureSweeper(
      Erasures erasures,
      MeterRegistry meters,
      @Value("${tidemark.erasure.sweep:1m}") Duration pause,
      @Value("${tidemark.erasure.enabled:true}") boolean enabled) {
    super("erasures", pause, meters.counter("tidemark.erasure.failures"), enabled);
    this.erasures = erasures;
  }

  @Override
  protected void workOnce() {
    erasures.sweepAll();
  }
}
