/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.workload;

import io.tidemark.model.schema.Dimension;
import java.util.List;

/**
 * A field that documents may be filtered by; the parameter has the same name.
 *
 * @param example one value
 * @param allowed the values there are, or empty when any text will do
 */
public record FilterField(String name, String example, List<String> allowed) {

  /** Before the name of a parameter that leaves values out. */
  public static final String NOT = "not_";

  /** A field with a fixed set of values. */
  public static FilterField choice(String name, String... allowed) {
    return new FilterField(name, allowed[0], List.of(allowed));
  }

  /** The filter by a dimension. */
  static FilterField fromDimension(Dimension dimension) {
    List<String> choices = dimension.choices();
    String example = choices.isEmpty() ? dimension.example() : choices.get(0);
    return new FilterField(dimension.name(), example, choices);
  }
}
