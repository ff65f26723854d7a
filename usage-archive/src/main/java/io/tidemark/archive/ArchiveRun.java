/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive;

import io.tidemark.archive.manifest.Archive;
import io.tidemark.archive.manifest.ArchivedFile;
import io.tidemark.archive.manifest.DayManifest;
import io.tidemark.archive.manifest.ManifestLink;
import io.tidemark.archive.manifest.SourceState;
import io.tidemark.archive.restore.RestoreMark;
import io.tidemark.archive.source.DayCatalogue;
import io.tidemark.archive.source.DaySlice;
import io.tidemark.archive.source.Elasticsearch;
import io.tidemark.archive.source.FinalHours;
import io.tidemark.archive.source.SliceReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Writes the closed days of a cluster that an archive does not have, or has otherwise. */
public final class ArchiveRun {

  private final Archive archive;
  private final ArchiveOptions options;
  private final Progress progress;
  private final Clock clock;
  private final DayCatalogue catalogue;
  private final SliceReader reader;
  private final Elasticsearch elasticsearch;
  private final RestoreMark restoreMark;
  private long documents;

  public ArchiveRun(
      Elasticsearch elasticsearch,
      Archive archive,
      ArchiveOptions options,
      Progress progress,
      Clock clock) {
    this.archive = archive;
    this.options = options;
    this.progress = progress;
    this.clock = clock;
    this.elasticsearch = elasticsearch;
    catalogue = new DayCatalogue(elasticsearch);
    reader = new SliceReader(elasticsearch);
    restoreMark = new RestoreMark(elasticsearch);
  }

  /**
   * Runs once.
   *
   * @param scratch an empty folder for files in the making
   */
  public ArchiveReport run(Path scratch) throws IOException {
    Optional<ManifestLink> last = archive.chain().last();
    if (last.isPresent()) {
      // A damaged chain is not continued.
      archive.read(last.get());
    }
    FinalHours finalHours = FinalHours.read(elasticsearch);
    Map<LocalDate, List<DaySlice>> days = catalogue.list(options.records());
    List<DayManifest> written = new ArrayList<>();
    List<String> open = new ArrayList<>();
    int done = 0;
    for (Map.Entry<LocalDate, List<DaySlice>> day : days.entrySet()) {
      progress.showProgress(documents, done++, days.size());
      Optional<String> missing = findMissing(day.getKey(), day.getValue(), finalHours);
      if (missing.isEmpty()) {
        DayFiles read = read(day.getKey(), day.getValue(), scratch);
        missing = findChange(read);
        if (missing.isEmpty()) {
          write(read).ifPresent(written::add);
        }
      }
      if (missing.isPresent()) {
        open.add(day.getKey() + " is not closed: " + missing.get());
      }
    }
    progress.showProgress(documents, days.size(), days.size());
    return new ArchiveReport(written, days.size() - written.size() - open.size(), open);
  }

  /** The reason why a day is open; empty for a closed day, which no event can change any more. */
  private Optional<String> findMissing(
      LocalDate day, List<DaySlice> slices, FinalHours finalHours) {
    Optional<String> restore = findRestore(day);
    if (restore.isPresent()) {
      return restore;
    }
    for (DaySlice slice : slices) {
      Instant needed = slice.end().plus(options.lateness());
      for (String pipeline : reader.listPipelines(slice)) {
        Optional<Instant> end = finalHours.find(pipeline);
        if (end.isEmpty() || end.get().isBefore(needed)) {
          return Optional.of(
              "%s is final until %s, %s is needed"
                  .formatted(pipeline, end.map(Instant::toString).orElse("no hour"), needed));
        }
      }
    }
    return Optional.empty();
  }

  private Optional<String> findRestore(LocalDate day) {
    return restoreMark.isSet(day)
        ? Optional.of("its restore runs or was interrupted, restore it again")
        : Optional.empty();
  }

  private DayFiles read(LocalDate day, List<DaySlice> slices, Path scratch) throws IOException {
    DayFiles read = new DayFiles(day, archive.findDay(day));
    for (DaySlice slice : slices) {
      currentFile(slice, read, scratch).ifPresent(read.files()::add);
    }
    read.before().ifPresent(manifest -> read.files().addAll(filesWithoutIndex(manifest, slices)));
    return read;
  }

  /**
   * The reason why files may mix documents of before and after a write, or hold a part of a
   * restore. A restore and a rebuild write closed days, and may begin while one is read.
   */
  private Optional<String> findChange(DayFiles read) {
    for (Map.Entry<DaySlice, SourceState> slice : read.states().entrySet()) {
      reader.refreshIndex(slice.getKey());
      if (!reader.readState(slice.getKey()).equals(slice.getValue())) {
        return Optional.of(
            "a restore or rebuild wrote documents while it was read, run archive again after it");
      }
    }
    // It may have stopped before a family was read, which is the same since.
    return findRestore(read.day());
  }

  private Optional<DayManifest> write(DayFiles read) throws IOException {
    List<ArchivedFile> archived = read.before().map(DayManifest::files).orElse(List.of());
    if (Set.copyOf(read.files()).equals(Set.copyOf(archived))) {
      return Optional.empty();
    }
    int revision = read.claimRevision(archive);
    return Optional.of(archive.add(read.day(), revision, read.files(), clock.instant()));
  }

  /** The file of an earlier revision when it has the same documents, else a new one. */
  private Optional<ArchivedFile> currentFile(DaySlice slice, DayFiles read, Path scratch)
      throws IOException {
    Optional<ArchivedFile> earlier = read.before().flatMap(one -> one.find(slice.family().id()));
    reader.refreshIndex(slice);
    SourceState state = reader.readState(slice);
    read.states().put(slice, state);
    if (state.documents() == 0) {
      return Optional.empty();
    }
    if (earlier.isPresent() && earlier.get().source().equals(state)) {
      return earlier;
    }
    FamilyFile written = FamilyFile.create(slice, scratch);
    try {
      reader.read(
          slice,
          document -> {
            written.add(document);
            documents++;
          });
      if (earlier.isPresent() && earlier.get().content().equals(written.content())) {
        return earlier;
      }
      ArchivedFile file = written.finishFile(state, read.claimRevision(archive));
      archive.put(file.file(), written.path());
      return Optional.of(file);
    } finally {
      written.deleteFile();
    }
  }

  /** Files whose index has been deleted since, as lifecycle management does: they stay. */
  private static List<ArchivedFile> filesWithoutIndex(DayManifest before, List<DaySlice> slices) {
    return before.files().stream()
        .filter(
            file -> slices.stream().noneMatch(slice -> slice.family().id().equals(file.family())))
        .toList();
  }
}
