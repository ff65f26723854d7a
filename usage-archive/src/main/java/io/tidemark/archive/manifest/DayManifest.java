/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.manifest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * One revision of a day. Files that did not change are those of earlier revisions.
 *
 * @param previous the manifest that was written before this one: the day before, unless a day was
 *     corrected meanwhile; null in the first one
 */
@JsonPropertyOrder({"format", "day", "revision", "written_at", "previous", "files"})
public record DayManifest(
    @JsonProperty("format") String format,
    @JsonProperty("day") LocalDate day,
    @JsonProperty("revision") int revision,
    @JsonProperty("written_at") Instant writtenAt,
    @JsonProperty("previous") @JsonInclude(JsonInclude.Include.NON_NULL) ManifestLink previous,
    @JsonProperty("files") List<ArchivedFile> files) {

  public DayManifest {
    files = List.copyOf(files);
  }

  /** The file of a family. */
  public Optional<ArchivedFile> find(String family) {
    return files.stream().filter(file -> file.family().equals(family)).findFirst();
  }

  /** The number of documents. */
  public long countRows() {
    return files.stream().mapToLong(ArchivedFile::rows).sum();
  }
}
