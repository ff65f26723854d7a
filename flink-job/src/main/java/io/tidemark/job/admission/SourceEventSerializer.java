/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.admission;

import org.apache.flink.api.common.typeutils.TypeSerializer;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/**
 * Copies by reference, and refuses the rest: what is {@link SourceEvent} must stay in the chain of
 * its source. It is read before the source continues, so a reference is as good as a copy.
 */
final class SourceEventSerializer<E> extends TypeSerializer<SourceEvent<E>> {

  @Override
  public boolean isImmutableType() {
    return false;
  }

  @Override
  public TypeSerializer<SourceEvent<E>> duplicate() {
    return this;
  }

  @Override
  public SourceEvent<E> createInstance() {
    return new SourceEvent<>();
  }

  @Override
  public SourceEvent<E> copy(SourceEvent<E> from) {
    return from;
  }

  @Override
  public SourceEvent<E> copy(SourceEvent<E> from, SourceEvent<E> reuse) {
    return from;
  }

  @Override
  public int getLength() {
    return -1;
  }

  @Override
  public void serialize(SourceEvent<E> incoming, DataOutputView target) {
    throw mustStayChained();
  }

  @Override
  public SourceEvent<E> deserialize(DataInputView source) {
    throw mustStayChained();
  }

  @Override
  public SourceEvent<E> deserialize(SourceEvent<E> reuse, DataInputView source) {
    throw mustStayChained();
  }

  @Override
  public void copy(DataInputView source, DataOutputView target) {
    throw mustStayChained();
  }

  @Override
  public TypeSerializerSnapshot<SourceEvent<E>> snapshotConfiguration() {
    throw mustStayChained();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceEventSerializer;
  }

  @Override
  public int hashCode() {
    return SourceEventSerializer.class.hashCode();
  }

  private static UnsupportedOperationException mustStayChained() {
    return new UnsupportedOperationException(
        "What a source hands on is never serialized or kept: the operator behind the source must"
            + " stay chained to it (same parallelism, forward, chaining not disabled).");
  }
}
