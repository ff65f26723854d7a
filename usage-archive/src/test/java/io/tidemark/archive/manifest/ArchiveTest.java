/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.manifest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.archive.ArchiveException;
import io.tidemark.archive.document.StoredDocument;
import io.tidemark.archive.store.ArchiveStore;
import io.tidemark.archive.store.FolderStore;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("fast")
class ArchiveTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-10-01");
  private static final LocalDate SECOND = LocalDate.parse("2026-10-02");
  private static final Instant NOW = Instant.parse("2026-10-05T00:00:00Z");

  @TempDir private Path folder;

  @BeforeEach
  void writeTwoDays() throws IOException {
    try (ArchiveStore store = FolderStore.openToWrite(folder)) {
      Archive archive = Archive.open(store);
      archive.add(FIRST, 1, List.of(file(FIRST, 1)), NOW);
      archive.add(SECOND, 1, List.of(file(SECOND, 1)), NOW);
      archive.add(FIRST, 2, List.of(file(FIRST, 2)), NOW);
    }
  }

  @Test
  void chainsEachManifestToTheOneBefore() throws IOException {
    Archive archive = open();

    archive.verifyChain();
    assertThat(archive.chain().days()).containsExactly(FIRST, SECOND);
    DayManifest second = archive.findDay(SECOND).orElseThrow();
    assertThat(second.previous()).isEqualTo(archive.chain().findRevision(FIRST, 1).orElseThrow());
    assertThat(second.files()).containsExactly(file(SECOND, 1));
    assertThat(archive.findDay(FIRST).orElseThrow().revision()).isEqualTo(2);
    assertThat(second.writtenAt()).isEqualTo(NOW);
  }

  /** What the chain does not name was never added, and is replaced. */
  @Test
  void continuesAfterAnEndBetweenAManifestAndTheChain() throws IOException {
    Path chain = folder.resolve(Layout.MANIFEST);
    byte[] before = Files.readAllBytes(chain);
    add(SECOND, 2, NOW);
    Files.write(chain, before);

    Archive interrupted = open();
    interrupted.verifyChain();
    assertThat(interrupted.findDay(SECOND).orElseThrow().revision()).isEqualTo(1);
    add(SECOND, 2, NOW.plusSeconds(1));

    Archive archive = open();
    archive.verifyChain();
    assertThat(archive.findDay(SECOND).orElseThrow().writtenAt()).isEqualTo(NOW.plusSeconds(1));
    assertThat(archive.chain().manifests()).hasSize(4);
  }

  private void add(LocalDate day, int revision, Instant now) throws IOException {
    try (ArchiveStore store = FolderStore.openToWrite(folder)) {
      Archive archive = Archive.open(store);
      assertThat(archive.claimRevision(day)).isEqualTo(revision);
      archive.add(day, revision, List.of(file(day, revision)), now);
    }
  }

  @Test
  void namesADamagedManifest() throws IOException {
    Path manifest = folder.resolve(Layout.manifestOf(SECOND, 1));
    Files.writeString(manifest, Files.readString(manifest).replace("\"rows\" : 5", "\"rows\" : 6"));

    assertThatThrownBy(() -> open().verifyChain())
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(
            "date=2026-10-02/archive_revision=1/manifest.json is damaged: its SHA-256");
  }

  @Test
  void noticesAManifestThatWasExchangedWithItsDigest() throws IOException {
    Path manifest = folder.resolve(Layout.manifestOf(FIRST, 1));
    String before = Digests.of(manifest);
    Files.writeString(manifest, Files.readString(manifest).replace("\"rows\" : 5", "\"rows\" : 6"));
    Path chain = folder.resolve(Layout.MANIFEST);
    Files.writeString(chain, Files.readString(chain).replace(before, Digests.of(manifest)));

    assertThatThrownBy(() -> open().verifyChain())
        .hasMessageContaining("date=2026-10-02/archive_revision=1/manifest.json is damaged")
        .hasMessageContaining("does not follow");
  }

  @Test
  void namesAMissingManifest() throws IOException {
    Files.delete(folder.resolve(Layout.manifestOf(FIRST, 1)));

    assertThatThrownBy(() -> open().verifyChain())
        .hasMessageContaining("date=2026-10-01/archive_revision=1/manifest.json is missing");
  }

  @Test
  void readsNoFileOutsideTheArchive() throws IOException {
    Path chain = folder.resolve(Layout.MANIFEST);
    Files.writeString(
        chain,
        Files.readString(chain)
            .replace("date=2026-10-02/archive_revision=1/manifest.json", "../../etc/passwd"));

    assertThatThrownBy(() -> open().verifyChain())
        .hasMessageContaining("manifest.json is damaged")
        .hasMessageContaining("../../etc/passwd");
  }

  @Test
  void refusesAnotherFormat() throws IOException {
    Path chain = folder.resolve(Layout.MANIFEST);
    Files.writeString(chain, Files.readString(chain).replace(Layout.FORMAT, "tidemark-archive/9"));
    assertThatThrownBy(this::open).hasMessageContaining("its format is 'tidemark-archive/9'");

    Files.writeString(chain, "[]");
    assertThatThrownBy(this::open).hasMessageContaining("it is not a manifest");
  }

  @Test
  void givesTheSameDigestForTheSameDocumentsInAnyOrder() {
    StoredDocument one = new StoredDocument("a", 1, "{}".getBytes(UTF_8));
    StoredDocument other = new StoredDocument("b", 1, "{}".getBytes(UTF_8));
    StoredDocument newer = new StoredDocument("b", 2, "{}".getBytes(UTF_8));

    assertThat(digest(one, other)).isEqualTo(digest(other, one)).hasSize(64);
    assertThat(digest(one, newer)).isNotEqualTo(digest(one, other));
    assertThat(digest(one)).isNotEqualTo(digest(one, one));
  }

  private Archive open() throws IOException {
    return Archive.open(FolderStore.openToRead(folder));
  }

  private static String digest(StoredDocument... documents) {
    ContentDigest digest = new ContentDigest();
    List.of(documents).forEach(digest::add);
    return digest.toString();
  }

  private static ArchivedFile file(LocalDate day, int revision) {
    return new ArchivedFile(
        "model-calls-hourly",
        Layout.fileOf(day, revision, "model-calls-hourly"),
        "tidemark-model-calls-hourly-2026.10.02",
        revision,
        5,
        100,
        "00",
        "11",
        Map.of("calls", BigInteger.TEN),
        new SourceState("uuid", 5, 17, null));
  }
}
