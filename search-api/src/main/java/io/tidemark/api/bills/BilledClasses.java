/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import io.tidemark.model.pricing.PricedClass;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The token classes that a bill distinguishes, by model. */
final class BilledClasses {

  private static final String TOTAL = PricedClass.TOTAL.id();
  private static final String CALLS = PricedClass.CALLS.id();

  private final Map<String, Set<String>> byModel = new HashMap<>();

  /** {@code tokenClass} null: all tokens together. */
  void add(String model, String tokenClass) {
    byModel
        .computeIfAbsent(model, key -> new HashSet<>())
        .add(tokenClass == null ? TOTAL : tokenClass);
  }

  /** Whether the tokens of a model are compared together. */
  boolean isWhole(String model) {
    return listNamed(model).contains(TOTAL);
  }

  /** Whether a bill's quantity of a class is one of tokens, as its total is. */
  static boolean isTokens(String tokenClass) {
    return tokenClass == null
        || PricedClass.find(tokenClass).filter(PricedClass::isCallToken).isPresent();
  }

  /**
   * The class of the bill that has the counted usage of a class: a bill without reasoning has it in
   * its output.
   *
   * @return empty when the bill cannot have it
   */
  Optional<String> findClass(String model, String counted) {
    boolean whole = isWhole(model);
    if (whole || counted.equals(TOTAL)) {
      return whole && counted.equals(TOTAL) ? Optional.of(TOTAL) : Optional.empty();
    }
    Set<String> named = listNamed(model);
    Optional<PricedClass> billed = PricedClass.find(counted);
    while (billed.isPresent() && !named.contains(billed.get().id())) {
      billed = billed.flatMap(PricedClass::coarser);
    }
    // Few bills have the number of calls.
    return billed
        .map(PricedClass::id)
        .or(() -> Optional.of(counted).filter(id -> !id.equals(CALLS)));
  }

  private Set<String> listNamed(String model) {
    return byModel.getOrDefault(model, Set.of());
  }
}
