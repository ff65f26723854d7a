/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.imports;

import io.tidemark.stack.StackException;
import java.io.FilterReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.apache.commons.csv.DuplicateHeaderMode;

/** Reads the rows of a CSV file with a header, in UTF-8, and says in which line it is broken. */
final class CsvRows {

  /** Also the most that a quote which is never closed may swallow. */
  private static final int MAX_ROW_CHARACTERS = 4 * 1024 * 1024;

  private static final int BYTE_ORDER_MARK = 0xFEFF;

  private static final CSVFormat FORMAT =
      CSVFormat.RFC4180
          .builder()
          .setHeader()
          .setSkipHeaderRecord(true)
          .setTrim(true)
          .setIgnoreEmptyLines(true)
          .setDuplicateHeaderMode(DuplicateHeaderMode.DISALLOW)
          .get();

  private CsvRows() {}

  /**
   * Hands each row on.
   *
   * @param columns that the header must have
   * @throws StackException naming the line, for a file that is no such CSV or when the reader of
   *     rows throws one
   */
  static void read(InputStream content, Collection<String> columns, RowReader rows)
      throws IOException {
    try (Bounded bounded = new Bounded(withoutByteOrderMark(createReader(content)));
        CSVParser parser = CSVParser.builder().setReader(bounded).setFormat(FORMAT).get()) {
      checkHeader(parser.getHeaderNames(), columns);
      for (CSVRecord row : parser) {
        bounded.nextRow();
        acceptRow(parser, row, rows);
      }
    } catch (UncheckedIOException | IllegalStateException | IllegalArgumentException broken) {
      throw new StackException(explainBroken(broken), broken);
    } catch (CharacterCodingException notText) {
      throw new StackException("the file is not UTF-8", notText);
    }
  }

  private static void acceptRow(CSVParser parser, CSVRecord row, RowReader rows) {
    long line = parser.getCurrentLineNumber();
    if (!row.isConsistent()) {
      throw new StackException(
          "line %d has %d cells, the header has %d"
              .formatted(line, row.size(), parser.getHeaderNames().size()));
    }
    try {
      rows.read(row.getRecordNumber(), row::get);
    } catch (StackException wrong) {
      throw new StackException("line " + line + ": " + wrong.getMessage(), wrong);
    }
  }

  private static String explainBroken(RuntimeException broken) {
    if (broken.getCause() instanceof CharacterCodingException) {
      return "the file is not UTF-8";
    }
    return broken.getMessage();
  }

  private static void checkHeader(List<String> header, Collection<String> columns) {
    for (String column : columns) {
      if (!header.contains(column)) {
        throw new StackException(
            "the file has no column '%s': its header is %s"
                .formatted(column, header.isEmpty() ? "empty" : String.join(", ", header)));
      }
    }
  }

  private static Reader createReader(InputStream content) {
    return new InputStreamReader(
        content,
        StandardCharsets.UTF_8
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT));
  }

  private static Reader withoutByteOrderMark(Reader reader) throws IOException {
    PushbackReader start = new PushbackReader(reader);
    int first = start.read();
    if (first >= 0 && first != BYTE_ORDER_MARK) {
      start.unread(first);
    }
    return start;
  }

  /** Takes rows. */
  interface RowReader {

    /**
     * Takes one.
     *
     * @param row the first after the header is 1
     * @param cells text by column
     */
    void read(long row, Function<String, String> cells);
  }

  /** Stops a row that does not end before it fills the memory. */
  private static final class Bounded extends FilterReader {

    private long sinceRow;

    Bounded(Reader in) {
      super(in);
    }

    void nextRow() {
      sinceRow = 0;
    }

    @Override
    public int read() throws IOException {
      int one = super.read();
      count(one < 0 ? 0 : 1);
      return one;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
      int read = super.read(buffer, offset, length);
      count(Math.max(read, 0));
      return read;
    }

    private void count(int characters) throws IOException {
      sinceRow += characters;
      if (sinceRow > MAX_ROW_CHARACTERS) {
        throw new IOException(
            "a row has more than " + MAX_ROW_CHARACTERS + " characters: is a quote not closed?");
      }
    }
  }
}
