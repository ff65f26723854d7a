/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.parquet;

import io.tidemark.archive.ArchiveException;
import java.io.ByteArrayInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.Arrays;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.example.data.simple.convert.GroupRecordConverter;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Util;
import org.apache.parquet.io.ColumnIOFactory;
import org.apache.parquet.io.RecordReader;
import org.apache.parquet.schema.MessageType;
import org.apache.parquet.schema.MessageTypeParser;

/** Reads the rows of a file that {@link ParquetFileWriter} wrote. */
public final class ParquetFileReader implements Closeable {

  private final FileChannel file;
  private final FileMetaData footer;
  private final MessageType schema;

  /**
   * Opens a file.
   *
   * @throws ArchiveException when it is not such a file
   */
  public ParquetFileReader(Path path) throws IOException {
    file = FileChannel.open(path);
    footer = readFooter(path);
    schema = MessageTypeParser.parseMessageType(findSchema(path));
  }

  /** Takes rows. */
  @FunctionalInterface
  public interface RowSink {
    void accept(Group row) throws IOException;
  }

  /** The columns. */
  public MessageType schema() {
    return schema;
  }

  /** Gives all rows to the sink. */
  public void forEach(RowSink sink) throws IOException {
    for (RowGroup group : footer.getRow_groups()) {
      RecordReader<Group> rows =
          new ColumnIOFactory()
              .getColumnIO(schema)
              .getRecordReader(
                  StoredPages.read(this::read, group), new GroupRecordConverter(schema));
      for (long i = 0; i < group.getNum_rows(); i++) {
        sink.accept(rows.read());
      }
    }
  }

  @Override
  public void close() throws IOException {
    file.close();
  }

  private FileMetaData readFooter(Path path) throws IOException {
    long size = file.size();
    if (size < 2L * FileLayout.TAIL_BYTES) {
      throw new ArchiveException(path + " is not a Parquet file");
    }
    byte[] tail = read(size - FileLayout.TAIL_BYTES, FileLayout.TAIL_BYTES);
    byte[] magic = Arrays.copyOfRange(tail, Integer.BYTES, tail.length);
    int length = ByteBuffer.wrap(tail).order(ByteOrder.LITTLE_ENDIAN).getInt();
    long begin = size - FileLayout.TAIL_BYTES - length;
    if (!Arrays.equals(magic, FileLayout.magic()) || length < 0 || begin < 0) {
      throw new ArchiveException(path + " is not a Parquet file");
    }
    return Util.readFileMetaData(new ByteArrayInputStream(read(begin, length)));
  }

  private String findSchema(Path path) {
    if (footer.isSetKey_value_metadata()) {
      for (KeyValue entry : footer.getKey_value_metadata()) {
        if (entry.getKey().equals(FileLayout.SCHEMA_KEY)) {
          return entry.getValue();
        }
      }
    }
    throw new ArchiveException(path + " was not written by Tidemark");
  }

  private byte[] read(long position, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (file.read(bytes, position + bytes.position()) < 0) {
        throw new EOFException("the file ends within a page");
      }
    }
    return bytes.array();
  }
}
