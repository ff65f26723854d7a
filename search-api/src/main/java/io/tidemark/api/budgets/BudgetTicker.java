/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets;

import io.tidemark.api.web.BackgroundWork;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Looks at budgets, on every instance. */
@Component
@ConditionalOnProperty(name = "tidemark.budgets.enabled", matchIfMissing = true)
class BudgetTicker extends BackgroundWork {

  private static final Logger LOG = LoggerFactory.getLogger(BudgetTicker.class);

  private final BudgetEvaluator evaluator;
  private final BudgetProperties properties;

  BudgetTicker(BudgetEvaluator evaluator, BudgetProperties properties) {
    super("budgets");
    this.evaluator = evaluator;
    this.properties = properties;
  }

  @Override
  protected void work() throws InterruptedException {
    while (isRunning()) {
      try {
        evaluator.evaluateDue();
      } catch (RuntimeException e) {
        LOG.warn("Budgets were not evaluated", e);
      }
      Thread.sleep(properties.tick().toMillis());
    }
  }
}
