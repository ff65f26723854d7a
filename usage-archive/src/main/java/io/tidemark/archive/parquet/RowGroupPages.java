/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.parquet;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.page.PageWriteStore;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.schema.MessageType;

/** The pages of a row group that is being written. */
final class RowGroupPages implements PageWriteStore {

  private final Map<ColumnDescriptor, ChunkPages> chunks = new HashMap<>();

  @Override
  public PageWriter getPageWriter(ColumnDescriptor column) {
    return chunks.computeIfAbsent(column, ChunkPages::new);
  }

  /** Writes the pages column by column, in the order of the schema. */
  RowGroup writeTo(CountedOutput out, MessageType schema, long rows) throws IOException {
    long begin = out.position();
    List<ColumnChunk> written = new ArrayList<>();
    long uncompressed = 0;
    for (ColumnDescriptor column : schema.getColumns()) {
      ColumnChunk chunk = chunks.get(column).writeTo(out);
      uncompressed += chunk.getMeta_data().getTotal_uncompressed_size();
      written.add(chunk);
    }
    return new RowGroup(written, uncompressed, rows)
        .setFile_offset(begin)
        .setTotal_compressed_size(out.position() - begin);
  }
}
