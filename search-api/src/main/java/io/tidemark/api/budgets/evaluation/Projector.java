/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.evaluation;

import io.tidemark.api.budgets.definition.Span;
import io.tidemark.api.forecast.HourOfWeekProfile;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Says what an account will have used at the end of its period: what it used, and the rest by the
 * medians of the hours of the week, scaled to what it used so far. With little history the rest
 * continues in a straight line.
 */
public final class Projector {

  /** Part of a period before which nothing is said. */
  private static final double FIRST_PART = 0.05;

  private final HourOfWeekProfile profile;
  private final Span span;
  private final Instant now;
  private final int decimals;

  /**
   * A projector for the accounts of one budget.
   *
   * @param profile of the last four weeks; null with under seven days of history
   * @param decimals digits of the measure after the point
   */
  Projector(HourOfWeekProfile profile, Span span, Instant now, int decimals) {
    this.decimals = decimals;
    this.profile = profile;
    this.span = span;
    this.now = now;
  }

  /** Says nothing. */
  public static Projector none() {
    return new Projector(null, null, Instant.EPOCH, 0);
  }

  /** The usage at the end of the period; empty at its beginning and when it never ends. */
  public Optional<BigDecimal> project(BigDecimal used) {
    if (span == null || !span.ends() || used.signum() == 0) {
      return Optional.empty();
    }
    double elapsed = Duration.between(span.from(), now).toMillis();
    double whole = Duration.between(span.from(), span.to()).toMillis();
    if (elapsed < FIRST_PART * whole || elapsed >= whole) {
      return Optional.empty();
    }
    return Optional.of(
        used.multiply(BigDecimal.valueOf(estimateGrowth(whole / elapsed)))
            .setScale(decimals, RoundingMode.HALF_UP));
  }

  private double estimateGrowth(double straight) {
    if (profile == null) {
      return straight;
    }
    double soFar = profile.expectedSum(span.from(), now);
    double rest = profile.expectedSum(now, span.to());
    return soFar > 0 ? (soFar + rest) / soFar : straight;
  }
}
