/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.manifest;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * All manifests in the order in which they were written. Each names the one before with its digest,
 * so the digest of the last one proves all of them.
 */
@JsonPropertyOrder({"format", "manifests"})
public record Chain(
    @JsonProperty("format") String format,
    @JsonProperty("manifests") List<ManifestLink> manifests) {

  public Chain {
    manifests = List.copyOf(manifests);
  }

  /** The last revision of a day. */
  public Optional<ManifestLink> findDay(LocalDate day) {
    return revisionsOf(day).reduce((earlier, later) -> later);
  }

  /** A revision of a day. */
  public Optional<ManifestLink> findRevision(LocalDate day, int revision) {
    return revisionsOf(day).filter(link -> link.revision() == revision).findFirst();
  }

  /** The days, each once. */
  public List<LocalDate> days() {
    return manifests.stream().map(ManifestLink::day).distinct().sorted().toList();
  }

  /** The manifest that was written last. */
  public Optional<ManifestLink> last() {
    return manifests.stream().reduce((earlier, later) -> later);
  }

  /** The chain with one more. */
  public Chain append(ManifestLink link) {
    List<ManifestLink> longer = new ArrayList<>(manifests);
    longer.add(link);
    return new Chain(format, longer);
  }

  private Stream<ManifestLink> revisionsOf(LocalDate day) {
    return manifests.stream().filter(link -> link.day().equals(day));
  }
}
