/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive;

import io.tidemark.archive.manifest.Archive;
import io.tidemark.archive.manifest.ArchivedFile;
import io.tidemark.archive.manifest.DayManifest;
import io.tidemark.archive.manifest.SourceState;
import io.tidemark.archive.source.DaySlice;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A day that is read. */
final class DayFiles {

  private final LocalDate day;
  private final Optional<DayManifest> before;
  private final List<ArchivedFile> files = new ArrayList<>();
  private final Map<DaySlice, SourceState> states = new LinkedHashMap<>();

  /** The number of the next revision; 0 while there is nothing to write. */
  private int revision;

  DayFiles(LocalDate day, Optional<DayManifest> before) {
    this.day = day;
    this.before = before;
  }

  LocalDate day() {
    return day;
  }

  /** Its last revision. */
  Optional<DayManifest> before() {
    return before;
  }

  /** The files of the next revision. */
  List<ArchivedFile> files() {
    return files;
  }

  /** The states of its documents before they were read. */
  Map<DaySlice, SourceState> states() {
    return states;
  }

  /** The number of the next revision, claimed when it is first needed. */
  int claimRevision(Archive archive) throws IOException {
    if (revision == 0) {
      revision = archive.claimRevision(day);
    }
    return revision;
  }
}
