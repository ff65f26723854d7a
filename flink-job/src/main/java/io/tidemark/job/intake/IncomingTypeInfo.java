/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.intake;

import org.apache.flink.api.common.ExecutionConfig;
import org.apache.flink.api.common.serialization.SerializerConfig;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.api.common.typeutils.TypeSerializer;

/**
 * The type of {@link Incoming}, which is handed from a source to the operator chained behind it and
 * never serialized.
 *
 * @param <E> the event
 */
public final class IncomingTypeInfo<E> extends TypeInformation<Incoming<E>> {

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
  public Class<Incoming<E>> getTypeClass() {
    return (Class<Incoming<E>>) (Class<?>) Incoming.class;
  }

  @Override
  public boolean isKeyType() {
    return false;
  }

  @Override
  public TypeSerializer<Incoming<E>> createSerializer(SerializerConfig config) {
    return new IncomingSerializer<>();
  }

  /** Flink 1.20 still declares this form; it calls the other one only. */
  @Override
  @Deprecated
  public TypeSerializer<Incoming<E>> createSerializer(ExecutionConfig config) {
    return new IncomingSerializer<>();
  }

  @Override
  public String toString() {
    return "Incoming";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof IncomingTypeInfo;
  }

  @Override
  public int hashCode() {
    return IncomingTypeInfo.class.hashCode();
  }

  @Override
  public boolean canEqual(Object other) {
    return other instanceof IncomingTypeInfo;
  }
}
