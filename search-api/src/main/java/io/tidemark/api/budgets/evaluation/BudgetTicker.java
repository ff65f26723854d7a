/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.web.BackgroundWork;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Looks at budgets, on every instance: at each tick, and at new revisions at once. */
@Component
@ConditionalOnProperty(name = "tidemark.budgets.enabled", matchIfMissing = true)
class BudgetTicker extends BackgroundWork {

  private static final Logger LOG = LoggerFactory.getLogger(BudgetTicker.class);

  /** How often it asks memory for new revisions. */
  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Runnable evaluation;
  private final Supplier<Object> version;
  private final Duration tick;

  @Autowired
  BudgetTicker(BudgetEvaluator evaluator, BudgetBoard budgets, BudgetProperties properties) {
    this(evaluator::evaluateDue, budgets::version, properties.tick());
  }

  /** {@code version}: another object whenever budgets may have changed. */
  BudgetTicker(Runnable evaluation, Supplier<Object> version, Duration tick) {
    super("budgets");
    this.evaluation = evaluation;
    this.version = version;
    this.tick = tick;
  }

  @Override
  protected void work() throws InterruptedException {
    while (isRunning()) {
      Object evaluated = evaluateDue();
      // Looks between two ticks do not move the next one: edits cannot delay other budgets.
      long end = System.nanoTime() + tick.toNanos();
      for (long rest = tick.toNanos(); isRunning() && rest > 0; rest = end - System.nanoTime()) {
        if (version.get() != evaluated) {
          evaluated = evaluateDue();
        }
        Thread.sleep(Math.min(PAUSE.toMillis(), rest / 1_000_000 + 1));
      }
    }
  }

  /** The version of the budgets before the look. */
  private Object evaluateDue() {
    Object before = version.get();
    try {
      evaluation.run();
    } catch (RuntimeException e) {
      LOG.warn("Budgets were not evaluated", e);
    }
    return before;
  }
}
