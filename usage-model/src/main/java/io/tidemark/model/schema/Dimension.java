/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.schema;

import java.util.List;
import java.util.Optional;

/**
 * An axis by which the metrics of a workload are filtered or grouped. A document without a value
 * leaves the field out: the value is unknown.
 *
 * @param choices all values that the dimension may have; empty when any text is allowed
 * @param filter whether requests may filter by it
 * @param group whether requests may group by it
 * @param label the dimension whose value is the display name of this one's value; null for none
 * @param example a value for documentation; null where the choices say enough
 */
public record Dimension(
    String name,
    List<String> choices,
    boolean filter,
    boolean group,
    String label,
    String example,
    int since) {

  public Dimension {
    choices = List.copyOf(choices);
  }

  static Dimension fromOptions(EntryOptions options) {
    return new Dimension(
        options.name,
        options.choices,
        options.filter,
        options.group,
        options.label,
        options.example,
        options.since);
  }

  /** The dimension that holds display names of this one's values. */
  public Optional<String> findLabel() {
    return Optional.ofNullable(label);
  }
}
