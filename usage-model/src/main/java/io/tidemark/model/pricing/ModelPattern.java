/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.pricing;

/**
 * The model of a price: an exact name, a prefix written with a final {@code *}, or any model.
 *
 * @param text the name or the prefix without the asterisk; empty for any model
 */
public record ModelPattern(String text, boolean prefix) {

  /** Matches every model, unknown ones included. */
  public static final ModelPattern ANY = new ModelPattern("", true);

  /** Reads {@code gpt-4o} or {@code gpt-4o*}; null is any model. */
  public static ModelPattern parse(String pattern) {
    if (pattern == null || pattern.equals("*")) {
      return ANY;
    }
    return pattern.endsWith("*")
        ? new ModelPattern(pattern.substring(0, pattern.length() - 1), true)
        : new ModelPattern(pattern, false);
  }

  boolean matches(String model) {
    if (!prefix) {
      return text.equals(model);
    }
    return text.isEmpty() || (model != null && model.startsWith(text));
  }

  /** Greater is more specific: exact names first, then prefixes by their length. */
  int rank() {
    return prefix ? text.length() : Integer.MAX_VALUE;
  }
}
