/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive;

import io.tidemark.archive.manifest.DayManifest;
import java.util.List;

/**
 * The result of a run.
 *
 * @param written revisions that it wrote
 * @param unchanged days that the archive had already
 * @param open days that are not closed, each with the reason
 */
public record ArchiveReport(List<DayManifest> written, int unchanged, List<String> open) {

  public ArchiveReport {
    written = List.copyOf(written);
    open = List.copyOf(open);
  }
}
