/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.request;

import java.util.List;

/**
 * The values that belong to the caller: what the parameter {@code owner} stands for.
 *
 * @param field whose values they are
 * @param values those that belong to the caller
 * @param own whether they are kept, not left out
 */
public record OwnedValues(String field, List<String> values, boolean own) {

  /** The name of the parameter. */
  public static final String PARAMETER = "owner";

  /** The value that keeps what belongs to the caller. */
  public static final String ME = "me";

  /** The value that keeps all the rest. */
  public static final String OTHERS = "others";

  public OwnedValues {
    values = List.copyOf(values);
  }

  /** Knows who owns what. */
  public interface Source {

    /** The values of the caller of this request; {@code choice} is {@code me} or {@code others}. */
    OwnedValues findValues(String choice);
  }
}
