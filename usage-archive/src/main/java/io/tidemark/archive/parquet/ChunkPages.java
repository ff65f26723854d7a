/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.parquet;

import com.github.luben.zstd.Zstd;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.column.ColumnDescriptor;
import org.apache.parquet.column.Encoding;
import org.apache.parquet.column.page.DictionaryPage;
import org.apache.parquet.column.page.PageWriter;
import org.apache.parquet.column.statistics.SizeStatistics;
import org.apache.parquet.column.statistics.Statistics;
import org.apache.parquet.column.statistics.geospatial.GeospatialStatistics;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/** The pages of one column in a row group. */
final class ChunkPages implements PageWriter {

  /** An archive is written once and read often. */
  private static final int ZSTD_LEVEL = 9;

  /** Readers skip row groups by minima and maxima; long ones do not pay. */
  private static final int MAX_BOUND_BYTES = 64;

  private final ColumnDescriptor column;
  private final ByteArrayOutputStream dictionary = new ByteArrayOutputStream();
  private final ByteArrayOutputStream data = new ByteArrayOutputStream();
  private final Set<org.apache.parquet.format.Encoding> encodings =
      EnumSet.noneOf(org.apache.parquet.format.Encoding.class);
  private Statistics<?> statistics;
  private long values;
  private long uncompressed;

  ChunkPages(ColumnDescriptor column) {
    this.column = column;
  }

  @Override
  @Deprecated
  public void writePage(
      BytesInput page,
      int valueCount,
      Statistics<?> pageStatistics,
      Encoding repetitionLevels,
      Encoding definitionLevels,
      Encoding valueEncoding) {
    throw new UnsupportedOperationException("a page says how many rows it holds");
  }

  @Override
  public void writePage(
      BytesInput page,
      int valueCount,
      int rowCount,
      Statistics<?> pageStatistics,
      SizeStatistics sizes,
      GeospatialStatistics places,
      Encoding repetitionLevels,
      Encoding definitionLevels,
      Encoding valueEncoding)
      throws IOException {
    writePage(
        page,
        valueCount,
        rowCount,
        pageStatistics,
        repetitionLevels,
        definitionLevels,
        valueEncoding);
  }

  @Override
  public void writePage(
      BytesInput page,
      int valueCount,
      int rowCount,
      Statistics<?> pageStatistics,
      Encoding repetitionLevels,
      Encoding definitionLevels,
      Encoding valueEncoding)
      throws IOException {
    byte[] bytes = bytesOf(page);
    byte[] compressed = Zstd.compress(bytes, ZSTD_LEVEL);
    PageHeader header = new PageHeader(PageType.DATA_PAGE, bytes.length, compressed.length);
    header.setData_page_header(
        new DataPageHeader(
            valueCount,
            encoding(valueEncoding),
            encoding(definitionLevels),
            encoding(repetitionLevels)));
    append(data, header, compressed);
    values += valueCount;
    if (statistics == null) {
      statistics = pageStatistics.copy();
    } else {
      statistics.mergeStatistics(pageStatistics);
    }
  }

  @Override
  public void writePageV2(
      int rowCount,
      int nullCount,
      int valueCount,
      BytesInput repetitionLevels,
      BytesInput definitionLevels,
      Encoding dataEncoding,
      BytesInput page,
      Statistics<?> pageStatistics) {
    throw new UnsupportedOperationException("pages are of version 1");
  }

  @Override
  public void writeDictionaryPage(DictionaryPage page) throws IOException {
    byte[] bytes = bytesOf(page.getBytes());
    byte[] compressed = Zstd.compress(bytes, ZSTD_LEVEL);
    PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, bytes.length, compressed.length);
    header.setDictionary_page_header(
        new DictionaryPageHeader(page.getDictionarySize(), encoding(page.getEncoding())));
    append(dictionary, header, compressed);
  }

  /** Writes the dictionary and the data, and describes them for the footer. */
  ColumnChunk writeTo(CountedOutput out) throws IOException {
    long begin = out.position();
    dictionary.writeTo(out);
    long dataBegin = out.position();
    data.writeTo(out);
    ColumnMetaData meta =
        new ColumnMetaData(
            SchemaElements.typeOf(column.getPrimitiveType().getPrimitiveTypeName()),
            new ArrayList<>(encodings),
            List.of(column.getPath()),
            CompressionCodec.ZSTD,
            values,
            uncompressed,
            out.position() - begin,
            dataBegin);
    if (dataBegin > begin) {
      meta.setDictionary_page_offset(begin);
    }
    if (statistics != null) {
      meta.setStatistics(describe(statistics));
    }
    return new ColumnChunk(0).setMeta_data(meta);
  }

  private static org.apache.parquet.format.Statistics describe(Statistics<?> statistics) {
    org.apache.parquet.format.Statistics described = new org.apache.parquet.format.Statistics();
    if (statistics.isNumNullsSet()) {
      described.setNull_count(statistics.getNumNulls());
    }
    if (statistics.hasNonNullValue() && statistics.isSmallerThan(MAX_BOUND_BYTES)) {
      described.setMin_value(statistics.getMinBytes()).setMax_value(statistics.getMaxBytes());
    }
    return described;
  }

  private void append(ByteArrayOutputStream pages, PageHeader header, byte[] compressed)
      throws IOException {
    int before = pages.size();
    Util.writePageHeader(header, pages);
    uncompressed += (long) pages.size() - before + header.getUncompressed_page_size();
    pages.writeBytes(compressed);
  }

  private static byte[] bytesOf(BytesInput page) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(Math.toIntExact(page.size()));
    page.writeAllTo(bytes);
    return bytes.toByteArray();
  }

  private org.apache.parquet.format.Encoding encoding(Encoding used) {
    org.apache.parquet.format.Encoding named =
        org.apache.parquet.format.Encoding.valueOf(used.name());
    encodings.add(named);
    return named;
  }

  @Override
  public long getMemSize() {
    return (long) dictionary.size() + data.size();
  }

  @Override
  public long allocatedSize() {
    return getMemSize();
  }

  @Override
  public String memUsageString(String prefix) {
    return prefix + " " + getMemSize() + " bytes of pages";
  }
}
