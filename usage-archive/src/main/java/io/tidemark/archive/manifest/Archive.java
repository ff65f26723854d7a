/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.manifest;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.archive.ArchiveException;
import io.tidemark.archive.store.ArchiveStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/**
 * An archive with its manifests. Files of a revision are written first, then its manifest, then the
 * chain: an interruption leaves files that no manifest names.
 */
public final class Archive {

  private static final ObjectMapper JSON = ManifestJson.create();

  private final ArchiveStore store;
  private Chain chain;

  private Archive(ArchiveStore store, Chain chain) {
    this.store = store;
    this.chain = chain;
  }

  /** Opens an archive, which may be empty. */
  public static Archive open(ArchiveStore store) throws IOException {
    Optional<byte[]> bytes = store.readHead();
    Chain chain =
        bytes.isPresent()
            ? parse(bytes.get(), Layout.MANIFEST, Chain.class)
            : new Chain(Layout.FORMAT, List.of());
    requireFormat(chain.format(), Layout.MANIFEST);
    return new Archive(store, chain);
  }

  /** The chain of all manifests. */
  public Chain chain() {
    return chain;
  }

  /** The last revision of a day; empty when the archive does not hold the day. */
  public Optional<DayManifest> findDay(LocalDate day) throws IOException {
    Optional<ManifestLink> link = chain.findDay(day);
    return link.isPresent() ? Optional.of(read(link.get())) : Optional.empty();
  }

  /**
   * Reads a manifest.
   *
   * @throws ArchiveException naming the manifest when it is missing or damaged
   */
  public DayManifest read(ManifestLink link) throws IOException {
    if (!Layout.isInside(link.manifest())) {
      throw createDamageException(
          Layout.MANIFEST, "it names the manifest '" + link.manifest() + "'");
    }
    byte[] bytes =
        store
            .read(link.manifest())
            .orElseThrow(() -> new ArchiveException(link.manifest() + " is missing"));
    if (!Digests.of(bytes).equals(link.sha256())) {
      throw createDamageException(link.manifest(), "its SHA-256 is not the one in the chain");
    }
    DayManifest manifest = parse(bytes, link.manifest(), DayManifest.class);
    requireFormat(manifest.format(), link.manifest());
    for (ArchivedFile file : manifest.files()) {
      if (!Layout.isInside(file.file())) {
        throw createDamageException(link.manifest(), "it names the file '" + file.file() + "'");
      }
    }
    return manifest;
  }

  /**
   * Reads all manifests and compares each with what the next one says of it.
   *
   * @throws ArchiveException naming the first manifest that is missing, damaged or exchanged
   */
  public void verifyChain() throws IOException {
    ManifestLink before = null;
    for (ManifestLink link : chain.manifests()) {
      DayManifest manifest = read(link);
      boolean follows = before == null || before.equals(manifest.previous());
      boolean same = manifest.day().equals(link.day()) && manifest.revision() == link.revision();
      if (!follows || !same) {
        throw createDamageException(
            link.manifest(), "it does not follow the manifest before it in the chain");
      }
      before = link;
    }
  }

  /**
   * Gives the verified file of a manifest.
   *
   * @param scratch where a file of a remote archive is put
   * @throws ArchiveException naming the file when it is missing or damaged
   */
  public Path fetchVerified(ArchivedFile file, Path scratch) throws IOException {
    Path fetched = store.fetchFile(file.file(), scratch);
    String found = Digests.of(fetched);
    if (!found.equals(file.sha256())) {
      throw createDamageException(
          file.file(), "its SHA-256 is %s, the manifest says %s".formatted(found, file.sha256()));
    }
    return fetched;
  }

  /** A number for the next revision of a day, into whose folder no other run writes. */
  public int claimRevision(LocalDate day) throws IOException {
    int revision = chain.findDay(day).map(ManifestLink::revision).orElse(0) + 1;
    while (!store.claimFolder(Layout.folderOf(day, revision))) {
      revision++;
    }
    return revision;
  }

  /** Puts a file of a revision that no manifest names yet. */
  public void put(String path, Path file) throws IOException {
    store.write(path, file);
  }

  /** Adds a revision of a day, whose files are in the archive. */
  public DayManifest add(LocalDate day, int revision, List<ArchivedFile> files, Instant now)
      throws IOException {
    DayManifest manifest =
        new DayManifest(Layout.FORMAT, day, revision, now, chain.last().orElse(null), files);
    byte[] bytes = JSON.writeValueAsBytes(manifest);
    String path = Layout.manifestOf(day, revision);
    store.write(path, bytes);
    Chain longer = chain.append(new ManifestLink(day, revision, path, Digests.of(bytes)));
    store.replaceHead(JSON.writeValueAsBytes(longer));
    chain = longer;
    return manifest;
  }

  private static <T> T parse(byte[] bytes, String path, Class<T> type) throws IOException {
    try {
      return JSON.readValue(bytes, type);
    } catch (JacksonException wrong) {
      throw createDamageException(path, "it is not a manifest: " + wrong.getOriginalMessage());
    }
  }

  private static void requireFormat(String format, String path) {
    if (!Layout.FORMAT.equals(format)) {
      throw createDamageException(
          path, "its format is '%s', not %s".formatted(format, Layout.FORMAT));
    }
  }

  private static ArchiveException createDamageException(String path, String reason) {
    return new ArchiveException(path + " is damaged: " + reason);
  }
}
