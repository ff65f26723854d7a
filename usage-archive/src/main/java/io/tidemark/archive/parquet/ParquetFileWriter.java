/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.parquet;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.parquet.column.ColumnWriteStore;
import org.apache.parquet.column.ParquetProperties;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.GroupWriter;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.api.RecordConsumer;
import org.apache.parquet.schema.MessageType;

/** Writes rows into a file. */
public final class ParquetFileWriter implements Closeable {

  /** Encoded, before compression; readers hold a row group at a time. */
  private static final long ROW_GROUP_BYTES = 32L << 20;

  private static final int ROWS_BETWEEN_CHECKS = 500;

  private static final ParquetProperties ENCODING =
      ParquetProperties.builder()
          .withWriterVersion(ParquetProperties.WriterVersion.PARQUET_1_0)
          .build();

  private final MessageType schema;
  private final CountedOutput out;
  private final List<RowGroup> rowGroups = new ArrayList<>();
  private RowGroupPages pages;
  private ColumnWriteStore columns;
  private RecordConsumer consumer;
  private GroupWriter rows;
  private long rowCount;
  private long totalRows;
  private boolean closed;

  /** Creates the file, or replaces it. */
  public ParquetFileWriter(Path file, MessageType schema) throws IOException {
    this.schema = schema;
    out = new CountedOutput(new BufferedOutputStream(Files.newOutputStream(file)));
    out.write(FileLayout.magic());
    beginRowGroup();
  }

  /** Adds a row. */
  public void write(Group row) throws IOException {
    rows.write(row);
    rowCount++;
    boolean isChecked = rowCount % ROWS_BETWEEN_CHECKS == 0;
    if (isChecked && columns.getBufferedSize() >= ROW_GROUP_BYTES) {
      endRowGroup();
      beginRowGroup();
    }
  }

  /** Ends the file. */
  @Override
  public void close() throws IOException {
    if (closed) {
      return;
    }
    closed = true;
    try (OutputStream file = out) {
      endRowGroup();
      long begin = out.position();
      Util.writeFileMetaData(createFooter(), file);
      int length = Math.toIntExact(out.position() - begin);
      file.write(
          ByteBuffer.allocate(Integer.BYTES)
              .order(ByteOrder.LITTLE_ENDIAN)
              .putInt(0, length)
              .array());
      file.write(FileLayout.magic());
    }
  }

  private void beginRowGroup() {
    pages = new RowGroupPages();
    columns = ENCODING.newColumnWriteStore(schema, pages);
    consumer = new ColumnIOFactory().getColumnIO(schema).getRecordWriter(columns);
    rows = new GroupWriter(consumer, schema);
    rowCount = 0;
  }

  private void endRowGroup() throws IOException {
    consumer.flush();
    columns.flush();
    if (rowCount > 0) {
      rowGroups.add(pages.writeTo(out, schema, rowCount));
      totalRows += rowCount;
    }
    columns.close();
  }

  private FileMetaData createFooter() {
    FileMetaData footer =
        new FileMetaData(FileLayout.VERSION, SchemaElements.listAll(schema), totalRows, rowGroups);
    footer.setCreated_by(FileLayout.CREATED_BY);
    footer.addToKey_value_metadata(new KeyValue(FileLayout.SCHEMA_KEY).setValue(schema.toString()));
    // Says in which order minima and maxima are to be understood.
    footer.setColumn_orders(
        Collections.nCopies(
            schema.getColumns().size(), ColumnOrder.TYPE_ORDER(new TypeDefinedOrder())));
    return footer;
  }
}
