/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.formats;

import java.io.Serializable;
import java.util.LinkedHashMap;
import java.util.List;

/**
 * The source formats of a workload, by the names under which options choose them.
 *
 * @param <E> the event
 */
public final class FormatRegistry<E> implements Serializable {

  private static final long serialVersionUID = 1L;

  /** The name of the format that Tidemark defines itself. */
  public static final String NATIVE = "native";

  private final LinkedHashMap<String, FormatFactory<E>> factories = new LinkedHashMap<>();

  private FormatRegistry() {}

  /** A registry with the native format, which is the default. */
  public static <E> FormatRegistry<E> createWithNative(FormatFactory<E> factory) {
    return new FormatRegistry<E>().add(NATIVE, factory);
  }

  FormatRegistry<E> add(String name, FormatFactory<E> factory) {
    factories.put(name, factory);
    return this;
  }

  /** All names, the default first. */
  public List<String> names() {
    return List.copyOf(factories.keySet());
  }

  /**
   * The factory of a format.
   *
   * @throws IllegalArgumentException when there is no such format
   */
  public FormatFactory<E> find(String name) {
    FormatFactory<E> factory = factories.get(name);
    if (factory == null) {
      throw new IllegalArgumentException(
          "unknown format '" + name + "': allowed are " + String.join(", ", names()));
    }
    return factory;
  }
}
