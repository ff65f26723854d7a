/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.pipeline;

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

  /** A field of any text. */
  public static FilterField text(String name, String example) {
    return new FilterField(name, example, List.of());
  }

  /** A field with a fixed set of values. */
  public static FilterField choice(String name, String... allowed) {
    return new FilterField(name, allowed[0], List.of(allowed));
  }
}
