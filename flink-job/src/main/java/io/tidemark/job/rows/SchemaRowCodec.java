/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.rows;

import io.tidemark.job.serialization.ByteArrays;
import io.tidemark.job.serialization.NetworkCodec;
import io.tidemark.job.serialization.ValueType;
import io.tidemark.model.rows.SchemaRow;
import java.io.IOException;
import org.apache.flink.core.memory.DataInputView;
import org.apache.flink.core.memory.DataOutputView;

/** Rows on the network. */
public final class SchemaRowCodec implements NetworkCodec<SchemaRow> {

  private static final long serialVersionUID = 1;

  public static final ValueType<SchemaRow> TYPE =
      ValueType.of(SchemaRow.class, new SchemaRowCodec());

  @Override
  public String name() {
    return "schema-row";
  }

  @Override
  public boolean isImmutable() {
    return true;
  }

  @Override
  public SchemaRow create() {
    return new SchemaRow();
  }

  @Override
  public void write(SchemaRow row, DataOutputView target) throws IOException {
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
  public SchemaRow read(DataInputView source, int version) throws IOException {
    SchemaRow row = new SchemaRow();
    row.idHigh = source.readLong();
    row.idLow = source.readLong();
    row.content = source.readShort();
    row.eventTime = source.readLong();
    row.dimensionsLength = source.readUnsignedShort();
    row.buffer = ByteArrays.read(row.dimensionsLength, source);
    row.amounts = new long[source.readUnsignedByte()];
    for (int i = 0; i < row.amounts.length; i++) {
      row.amounts[i] = source.readLong();
    }
    return row;
  }
}
