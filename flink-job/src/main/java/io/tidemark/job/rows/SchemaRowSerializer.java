/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.rows;

import io.tidemark.job.types.ValueSerializer;
import io.tidemark.job.types.ValueType;
import io.tidemark.model.rows.SchemaRow;
import java.io.IOException;
import org.apache.flink.api.common.typeutils.SimpleTypeSerializerSnapshot;
import org.apache.flink.api.common.typeutils.TypeSerializerSnapshot;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Rows on the network. */
public final class SchemaRowSerializer extends ValueSerializer<SchemaRow> {

  public static final SchemaRowSerializer INSTANCE = new SchemaRowSerializer();

  public static final ValueType<SchemaRow> TYPE = ValueType.of(SchemaRow.class, INSTANCE);

  @Override
  public SchemaRow createInstance() {
    return new SchemaRow();
  }

  /** Rows are never changed once they are made. */
  @Override
  public SchemaRow copy(SchemaRow from) {
    return from;
  }

  @Override
  public void serialize(SchemaRow row, DataOutputView target) throws IOException {
    target.writeLong(row.idHigh);
    target.writeLong(row.idLow);
    target.writeShort(row.content);
    target.writeLong(row.eventTime);
    target.writeShort(row.dimensionsLength);
    target.write(row.buffer, row.dimensionsStart, row.dimensionsLength);
    target.writeByte(row.amounts.length);
    for (long amount : row.amounts) {
      target.writeLong(amount);
    }
  }

  @Override
  public SchemaRow deserialize(DataInputView source) throws IOException {
    SchemaRow row = new SchemaRow();
    row.idHigh = source.readLong();
    row.idLow = source.readLong();
    row.content = source.readShort();
    row.eventTime = source.readLong();
    row.dimensionsLength = source.readUnsignedShort();
    row.buffer = new byte[row.dimensionsLength];
    source.readFully(row.buffer);
    row.amounts = new long[source.readUnsignedByte()];
    for (int i = 0; i < row.amounts.length; i++) {
      row.amounts[i] = source.readLong();
    }
    return row;
  }

  @Override
  public TypeSerializerSnapshot<SchemaRow> snapshotConfiguration() {
    return new Snapshot();
  }

  /** Names the serializer in checkpoints of records in flight. */
  public static final class Snapshot extends SimpleTypeSerializerSnapshot<SchemaRow> {
    public Snapshot() {
      super(() -> INSTANCE);
    }
  }
}
