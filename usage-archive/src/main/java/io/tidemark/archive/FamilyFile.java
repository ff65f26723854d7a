/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive;

import io.tidemark.archive.document.DocumentRows;
import io.tidemark.archive.document.StoredDocument;
import io.tidemark.archive.manifest.ArchivedFile;
import io.tidemark.archive.manifest.ContentDigest;
import io.tidemark.archive.manifest.Digests;
import io.tidemark.archive.manifest.Layout;
import io.tidemark.archive.manifest.SourceState;
import io.tidemark.archive.parquet.ParquetFileWriter;
import io.tidemark.archive.source.DaySlice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.parquet.example.data.Group;

/** The file of a family and day in the making. */
final class FamilyFile {

  private final DaySlice slice;
  private final Path path;
  private final DocumentRows rows;
  private final CountSums sums;
  private final ContentDigest content = new ContentDigest();
  private final ParquetFileWriter writer;
  private long count;

  private FamilyFile(DaySlice slice, Path path) throws IOException {
    this.slice = slice;
    this.path = path;
    rows = new DocumentRows(slice.family());
    sums = new CountSums(slice.family());
    writer = new ParquetFileWriter(path, rows.schema());
  }

  static FamilyFile create(DaySlice slice, Path scratch) throws IOException {
    return new FamilyFile(slice, scratch.resolve(slice.family().id() + ".parquet"));
  }

  void add(StoredDocument document) throws IOException {
    Group row = rows.toRow(document);
    writer.write(row);
    sums.add(row);
    content.add(document);
    count++;
  }

  /** The digest of the documents so far. */
  String content() {
    return content.toString();
  }

  /** Ends the file; says what is in it. */
  ArchivedFile finishFile(SourceState state, int revision) throws IOException {
    writer.close();
    String family = slice.family().id();
    return new ArchivedFile(
        family,
        Layout.fileOf(slice.day(), revision, family),
        slice.index(),
        revision,
        count,
        Files.size(path),
        Digests.of(path),
        content(),
        sums.sums(),
        state);
  }

  Path path() {
    return path;
  }

  void deleteFile() throws IOException {
    writer.close();
    Files.deleteIfExists(path);
  }
}
