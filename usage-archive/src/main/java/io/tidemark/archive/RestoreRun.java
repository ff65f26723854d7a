/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive;

import io.tidemark.archive.document.DocumentRows;
import io.tidemark.archive.manifest.Archive;
import io.tidemark.archive.manifest.ArchivedFile;
import io.tidemark.archive.manifest.DayManifest;
import io.tidemark.archive.manifest.ManifestLink;
import io.tidemark.archive.parquet.ParquetFileReader;
import io.tidemark.archive.restore.DocumentWriter;
import io.tidemark.archive.restore.RestoredIndices;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Brings documents of a day back into a cluster, under their ids and versions. */
public final class RestoreRun {

  private final Archive archive;
  private final RestoredIndices indices;
  private final DocumentWriter documents;
  private final Progress progress;

  public RestoreRun(
      Archive archive, RestoredIndices indices, DocumentWriter documents, Progress progress) {
    this.archive = archive;
    this.indices = indices;
    this.documents = documents;
    this.progress = progress;
  }

  /**
   * Restores all families of a revision. Nothing is written before all files are verified.
   *
   * @param scratch an empty folder for files of a remote archive
   * @return what was restored
   * @throws ArchiveException naming the file that is missing or damaged
   */
  public DayManifest run(ManifestLink link, Path scratch) throws IOException {
    archive.verifyChain();
    DayManifest manifest = archive.read(link);
    Map<ArchivedFile, Path> files = new LinkedHashMap<>();
    for (ArchivedFile file : manifest.files()) {
      files.put(file, archive.fetchVerified(file, scratch));
    }
    indices.installTemplates();
    int done = 0;
    for (Map.Entry<ArchivedFile, Path> file : files.entrySet()) {
      indices.create(file.getKey(), manifest.day());
      restore(file.getKey(), file.getValue(), done++, files.size());
    }
    if (!files.isEmpty()) {
      indices.complete(manifest.day());
      // Documents of the last part are written behind the last file.
      progress.showProgress(documents.count(), files.size(), files.size());
    }
    return manifest;
  }

  private void restore(ArchivedFile file, Path path, int done, int total) throws IOException {
    try (ParquetFileReader rows = new ParquetFileReader(path)) {
      DocumentRows converter = new DocumentRows(rows.schema());
      rows.forEach(
          row -> {
            documents.add(file.index(), converter.toDocument(row));
            progress.showProgress(documents.count(), done, total);
          });
    }
    documents.flush();
    indices.refreshIndex(file.index());
  }
}
