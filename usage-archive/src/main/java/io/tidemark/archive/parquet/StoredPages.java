/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DataPage;
import org.apache.parquet.column.page.DataPageV1;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageReadStore;
import org.apache.parquet.column.page.PageReader;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;

/** The pages of a row group that is read. */
final class StoredPages implements PageReadStore {

  private final Map<List<String>, StoredChunk> chunks = new HashMap<>();
  private final long rows;

  private StoredPages(long rows) {
    this.rows = rows;
  }

  /** Reads bytes of the file. */
  @FunctionalInterface
  interface Source {
    byte[] read(long position, int length) throws IOException;
  }

  static StoredPages read(Source source, RowGroup group) throws IOException {
    StoredPages pages = new StoredPages(group.getNum_rows());
    for (ColumnChunk chunk : group.getColumns()) {
      ColumnMetaData meta = chunk.getMeta_data();
      pages.chunks.put(meta.getPath_in_schema(), StoredChunk.read(source, meta));
    }
    return pages;
  }

  @Override
  public PageReader getPageReader(ColumnDescriptor column) {
    return chunks.get(List.of(column.getPath()));
  }

  @Override
  public long getRowCount() {
    return rows;
  }

  private static final class StoredChunk implements PageReader {

    private final long values;
    private final Queue<DataPage> pages = new ArrayDeque<>();
    private DictionaryPage dictionary;

    private StoredChunk(long values) {
      this.values = values;
    }

    static StoredChunk read(Source source, ColumnMetaData meta) throws IOException {
      long begin =
          meta.isSetDictionary_page_offset()
              ? meta.getDictionary_page_offset()
              : meta.getData_page_offset();
      int length = Math.toIntExact(meta.getTotal_compressed_size());
      ByteArrayInputStream bytes = new ByteArrayInputStream(source.read(begin, length));
      StoredChunk chunk = new StoredChunk(meta.getNum_values());
      while (bytes.available() > 0) {
        PageHeader header = Util.readPageHeader(bytes);
        byte[] compressed = bytes.readNBytes(header.getCompressed_page_size());
        chunk.add(header, Zstd.decompress(compressed, header.getUncompressed_page_size()));
      }
      return chunk;
    }

    private void add(PageHeader header, byte[] page) {
      if (header.isSetDictionary_page_header()) {
        DictionaryPageHeader described = header.getDictionary_page_header();
        dictionary =
            new DictionaryPage(
                BytesInput.from(page),
                described.getNum_values(),
                Encoding.valueOf(described.getEncoding().name()));
        return;
      }
      DataPageHeader described = header.getData_page_header();
      pages.add(
          new DataPageV1(
              BytesInput.from(page),
              described.getNum_values(),
              page.length,
              null,
              Encoding.valueOf(described.getRepetition_level_encoding().name()),
              Encoding.valueOf(described.getDefinition_level_encoding().name()),
              Encoding.valueOf(described.getEncoding().name())));
    }

    @Override
    public DictionaryPage readDictionaryPage() {
      return dictionary;
    }

    @Override
    public long getTotalValueCount() {
      return values;
    }

    @Override
    public DataPage readPage() {
      return pages.poll();
    }
  }
}
