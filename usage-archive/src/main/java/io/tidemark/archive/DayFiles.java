/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive;

import io.tidemark.archive.manifest.ArchivedFile;
import io.tidemark.archive.manifest.DayManifest;
import io.tidemark.archive.manifest.SourceState;
import io.tidemark.archive.source.DaySlice;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A day that is read.
 *
 * @param before its last revision
 * @param revision the number of the next one
 * @param files of the next revision
 * @param states of the documents before they were read
 */
record DayFiles(
    LocalDate day,
    Optional<DayManifest> before,
    int revision,
    List<ArchivedFile> files,
    Map<DaySlice, SourceState> states) {

  static DayFiles create(LocalDate day, Optional<DayManifest> before) {
    int revision = before.map(DayManifest::revision).orElse(0) + 1;
    return new DayFiles(day, before, revision, new ArrayList<>(), new LinkedHashMap<>());
  }
}
