/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.templates.mapping;

import io.tidemark.model.schema.Field;
import io.tidemark.model.schema.Field.Role;
import io.tidemark.model.schema.Field.Search;
import io.tidemark.model.schema.WorkloadSchema;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The fields of a family that one component template maps. */
final class Concerns {

  /** Dimensions, and the ids that a window lists; the tenant is in a component of all windows. */
  static final Predicate<Field> DIMENSIONS =
      field ->
          (field.role() == Role.DIMENSION && !field.name().equals("tenant_id"))
              || (field.role() == Role.DETAIL && !field.name().contains(".") && !isPriceKey(field));

  /** Counts and sums, and the price key, which is of window documents only. */
  static final Predicate<Field> MEASURES =
      field ->
          isPriceKey(field)
              || (field.role() == Role.MEASURE
                  && !field.isSetOfNames()
                  && !isPartOfDuration(field));

  static final Predicate<Field> COUNTS_BY_VALUE =
      field -> field.isSetOfNames() && !field.name().contains(".bins.");

  static final Predicate<Field> DURATIONS =
      field -> isPartOfDuration(field) || field.name().contains(".bins.");

  /** Texts and objects of a record that its sender chose. */
  static final Predicate<Field> FREE_TEXTS =
      field ->
          field.search() == Search.SHORT_VALUES
              || switch (field.type()) {
                case TEXT, FLATTENED -> true;
                default -> false;
              };

  static final Predicate<Field> ALL = field -> true;

  private static final Pattern PART_OF_DURATION =
      Pattern.compile(".*\\.(count|sum|min|max|bin_counts)");

  private Concerns() {}

  private static boolean isPartOfDuration(Field field) {
    return PART_OF_DURATION.matcher(field.name()).matches();
  }

  private static boolean isPriceKey(Field field) {
    return field.name().equals(WorkloadSchema.PRICE_KEY);
  }
}
