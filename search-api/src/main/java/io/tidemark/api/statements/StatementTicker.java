/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.statements;

import io.tidemark.api.web.BackgroundWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Closes months that are over, on every instance. */
@Component
@ConditionalOnProperty(name = "tidemark.statements.enabled", matchIfMissing = true)
class StatementTicker extends BackgroundWork {

  private static final Logger LOG = LoggerFactory.getLogger(StatementTicker.class);

  private final StatementCloser closer;
  private final StatementProperties properties;

  StatementTicker(StatementCloser closer, StatementProperties properties) {
    super("statements");
    this.closer = closer;
    this.properties = properties;
  }

  @Override
  protected void work() throws InterruptedException {
    while (isRunning()) {
      // The usage of a month is read at leisure, after what a start needs at once.
      Thread.sleep(properties.tick().toMillis());
      try {
        closer.closeDue();
      } catch (RuntimeException e) {
        LOG.warn("No month was closed", e);
      }
    }
  }
}
