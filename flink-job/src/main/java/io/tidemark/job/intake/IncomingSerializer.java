/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.intake;

import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Copies by reference, and refuses the rest: what is {@link Incoming} must stay in the chain of its
 * source. It is read before the source goes on, so a reference is as good as a copy.
 */
final class IncomingSerializer<E> extends TypeSerializer<Incoming<E>> {

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<Incoming<E>> duplicate() {
    return this;
  }

  @Override
  public Incoming<E> createInstance() {
    return new Incoming<>();
  }

  @Override
  public Incoming<E> copy(Incoming<E> from) {
    return from;
  }

  @Override
  public Incoming<E> copy(Incoming<E> from, Incoming<E> reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(Incoming<E> incoming, DataOutputView target) {
    throw mustStayChained();
  }

  @Override
  public Incoming<E> deserialize(DataInputView source) {
    throw mustStayChained();
  }

  @Override
  public Incoming<E> deserialize(Incoming<E> reuse, DataInputView source) {
    throw mustStayChained();
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) {
    throw mustStayChained();
  }

  @Override
  public TypeSerializerSnapshot<Incoming<E>> snapshotConfiguration() {
    throw mustStayChained();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IncomingSerializer;
  }

  @Override
  public int hashCode() {
    return IncomingSerializer.class.hashCode();
  }

  private static UnsupportedOperationException mustStayChained() {
    return new UnsupportedOperationException(
        "What a source hands on is never serialized or kept: the operator behind the source must"
            + " stay chained to it (same parallelism, forward, chaining not disabled).");
  }
}
