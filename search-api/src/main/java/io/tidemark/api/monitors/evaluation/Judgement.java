/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import java.util.Optional;

/**
 * A verdict and the numbers on which it is based.
 *
 * @param value of the metric; empty if unknown
 * @param reference with which the value was compared, for example a median; empty if with none
 */
public record Judgement(Verdict verdict, Optional<Double> value, Optional<Double> reference) {

  static Judgement of(Verdict verdict, Optional<Double> value) {
    return new Judgement(verdict, value, Optional.empty());
  }
}
