/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.admission;

import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * The type of {@link SourceEvent}, which is handed from a source to the operator chained after it
 * and never serialized.
 *
 * @param <E> the event
 */
public final class SourceEventTypeInfo<E> extends TypeInformation<SourceEvent<E>> {

  @Override
  public boolean isBasicType() {
    return false;
  }

  @Override
  public boolean isTupleType() {
    return false;
  }

  @Override
  public int getArity() {
    return 1;
  }

  @Override
  public int getTotalFields() {
    return 1;
  }

  @Override
  @SuppressWarnings("unchecked")
  public Class<SourceEvent<E>> getTypeClass() {
    return (Class<SourceEvent<E>>) (Class<?>) SourceEvent.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<SourceEvent<E>> createSerializer(SerializerConfig config) {
    return new SourceEventSerializer<>();
  }

  /** Flink 1.20 still declares this form; it calls the other one only. */
  @Override
  @Deprecated
  public TypeSerializer<SourceEvent<E>> createSerializer(ExecutionConfig config) {
    return new SourceEventSerializer<>();
  }

  @Override
  public String toString() {
    return "SourceEvent";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SourceEventTypeInfo;
  }

  @Override
  public int hashCode() {
    return SourceEventTypeInfo.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof SourceEventTypeInfo;
  }
}
