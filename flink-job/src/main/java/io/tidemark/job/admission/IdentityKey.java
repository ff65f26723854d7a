/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.admission;

import org.apache.flink.api.java.functions.KeySelector;
import org.apache.flink.util.function.SerializableFunction;

/**
 * Keys events by the identity of what they belong to.
 *
 * @param <E> the event
 */
public final class IdentityKey<E> implements KeySelector<E, String> {

  private final SerializableFunction<E, String[]> names;
  private transient Identity identity;

  /**
   * @param names the tenant and the ids that identify something in it
   */
  public IdentityKey(SerializableFunction<E, String[]> names) {
    this.names = names;
  }

  @Override
  public String getKey(E event) {
    if (identity == null) {
      identity = new Identity();
    }
    return identity.of(names.apply(event));
  }
}
