/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.cost;

import io.tidemark.model.pricing.PriceKey;
import io.tidemark.model.pricing.PriceSubject;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A dimension of model calls by which usage is priced. The account distinguishes its values, so
 * that no further search is needed for groups of them.
 */
public enum PricedDimension {
  MODEL,
  MODEL_SOURCE,
  PROVIDER;

  static Optional<PricedDimension> findDimension(String field) {
    return Stream.of(values())
        .filter(dimension -> dimension.name().toLowerCase(Locale.ROOT).equals(field))
        .findFirst();
  }

  /** The value in some usage; null is unknown. */
  String valueOf(PriceSubject subject) {
    return switch (this) {
      case MODEL -> subject.model();
      case MODEL_SOURCE -> subject.modelSource();
      case PROVIDER -> subject.provider();
    };
  }

  /** Whether keys hold the values of some usage as they are. */
  boolean isExact(Collection<PriceSubject> subjects) {
    return subjects.stream().map(this::valueOf).allMatch(PriceKey::isExact);
  }
}
