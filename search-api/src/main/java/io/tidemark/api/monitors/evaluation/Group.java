/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.evaluation;

import java.util.Optional;

/**
 * A part of the documents of a monitor that has a state of its own.
 *
 * @param code distinguishes groups, also in stored states
 */
public record Group(String code) implements Comparable<Group> {

  /** All documents of a monitor without a dimension. */
  public static final Group ALL = new Group("");

  /** All values but those that are watched one by one, and documents without a value. */
  public static final Group OTHER = new Group("*");

  private static final String VALUE = "=";

  /** One value of the dimension, or one check of the pipeline. */
  public static Group of(String value) {
    return new Group(VALUE + value);
  }

  /** The value; empty for all and for the rest. */
  public Optional<String> value() {
    return code.startsWith(VALUE) ? Optional.of(code.substring(1)) : Optional.empty();
  }

  /** The name in messages: the value, {@code other}, or empty for all. */
  public String displayName() {
    return value().orElse(equals(OTHER) ? "other" : "");
  }

  @Override
  public int compareTo(Group other) {
    return code.compareTo(other.code);
  }
}
