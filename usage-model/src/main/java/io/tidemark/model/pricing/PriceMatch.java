/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The usage that a price applies to.
 *
 * @param workload a price without one applies to model calls
 * @param model for training jobs the base model
 * @param conditions exact values of further properties; a property that is absent is not looked at
 */
public record PriceMatch(String workload, ModelPattern model, Map<Property, String> conditions) {

  /** A property other than workload and model that a price can require. */
  public enum Property {
    PROVIDER,
    MODEL_SOURCE,
    SERVICE_TIER,
    OPERATION;

    /** The name in price lists, for example {@code model_source}. */
    public String id() {
      return name().toLowerCase(Locale.ROOT);
    }

    private String valueIn(PriceSubject subject) {
      return switch (this) {
        case PROVIDER -> subject.provider();
        case MODEL_SOURCE -> subject.modelSource();
        case SERVICE_TIER -> subject.serviceTier();
        case OPERATION -> subject.operation();
      };
    }
  }

  public PriceMatch {
    conditions = Map.copyOf(conditions);
  }

  boolean matches(PriceSubject subject) {
    return workload.equals(subject.workload())
        && model.matches(subject.model())
        && conditions.entrySet().stream()
            .allMatch(entry -> entry.getValue().equals(entry.getKey().valueIn(subject)));
  }

  /** Greater is more specific: the model decides, then the number of conditions. */
  int compareSpecificity(PriceMatch other) {
    int byModel = Integer.compare(model.rank(), other.model.rank());
    return byModel != 0 ? byModel : Integer.compare(conditions.size(), other.conditions.size());
  }

  /** Whether some usage matches both, and neither is more specific. */
  boolean isAmbiguousWith(PriceMatch other) {
    if (!workload.equals(other.workload)
        || compareSpecificity(other) != 0
        || !model.equals(other.model)) {
      return false;
    }
    Map<Property, String> both = new TreeMap<>(conditions);
    both.putAll(other.conditions);
    return conditions.entrySet().stream()
        .allMatch(entry -> entry.getValue().equals(both.get(entry.getKey())));
  }
}
