/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls;

import io.tidemark.model.schema.Dimension;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.Serializable;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Tags of model calls whose values are dimensions: that of the first name is {@code tag_1}, that of
 * the second {@code tag_2}. Fields of documents do not change with the names.
 */
public final class DimensionTags implements Serializable {

  private static final long serialVersionUID = 1;

  /** The value of the option where no tag is a dimension. */
  public static final String NONE = "none";

  /** Names the tags for all programs of an installation. */
  public static final String ENVIRONMENT = "TIDEMARK_DIMENSION_TAGS";

  private static final String PREFIX = "tag_";

  private static final List<String> DIMENSIONS =
      WorkloadSchemas.MODEL_CALLS.dimensions().stream()
          .map(Dimension::name)
          .filter(name -> name.startsWith(PREFIX))
          .toList();

  private static final CallText[] TEXTS =
      DIMENSIONS.stream().map(CallText::named).toArray(CallText[]::new);

  private final String[] names;

  private DimensionTags(List<String> names) {
    this.names = names.toArray(String[]::new);
  }

  /**
   * Reads the names of tags, separated by commas, or {@link #NONE}.
   *
   * @throws IllegalArgumentException when there are too many, one is empty, or one stands twice
   */
  public static DimensionTags parse(String text) {
    if (text.equals(NONE)) {
      return new DimensionTags(List.of());
    }
    List<String> names = Arrays.stream(text.split(",", -1)).map(String::strip).toList();
    if (names.size() > DIMENSIONS.size() || names.contains("")) {
      throw new IllegalArgumentException("none, or up to " + DIMENSIONS.size() + " names of tags");
    }
    if (new HashSet<>(names).size() < names.size()) {
      throw new IllegalArgumentException("one tag for each dimension");
    }
    return new DimensionTags(names);
  }

  /** The name of the tag whose values a dimension has; empty for other dimensions, too. */
  public Optional<String> findName(String dimension) {
    int index = DIMENSIONS.indexOf(dimension);
    return index >= 0 && index < names.length ? Optional.of(names[index]) : Optional.empty();
  }

  /** Whether a dimension is meant for a tag, and no tag is named for it. */
  public boolean lacksName(String dimension) {
    return DIMENSIONS.contains(dimension) && findName(dimension).isEmpty();
  }

  /** Sets the dimensions of a call. */
  void apply(ModelCall call) {
    Map<String, String> tags = call.tags();
    for (int i = 0; i < names.length; i++) {
      String value = tags.get(names[i]);
      if (value != null && !value.isEmpty()) {
        call.text(TEXTS[i], value);
      }
    }
  }
}
