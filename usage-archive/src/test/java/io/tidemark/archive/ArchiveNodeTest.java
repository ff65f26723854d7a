/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.archive.manifest.ArchivedFile;
import io.tidemark.archive.manifest.DayManifest;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.index.RestoredAlias;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Archive and restore against a real node. */
@Tag("node")
class ArchiveNodeTest {

  private static final LocalDate FIRST = LocalDate.parse("2026-10-03");
  private static final LocalDate SECOND = LocalDate.parse("2026-10-04");
  private static final LocalDate OPEN = LocalDate.parse("2026-10-05");
  private static final String HOURS = "tidemark-model-calls-hourly-2026.10.03";
  private static final String DAYS = "tidemark-model-calls-daily-2026.10";

  @TempDir private Path folder;
  private UsageNode node;
  private ArchiveFolder archive;

  @BeforeEach
  void index() throws IOException {
    node = UsageNode.emptied();
    archive = new ArchiveFolder(folder, node);
    indexDay(FIRST);
    indexDay(SECOND);
    // The last window of the second day takes late events until 24 hours later.
    node.finalUntil("model-calls", "2026-10-06T00:00:00Z");
    node.finalUntil("comfyui", "2026-10-06T00:30:00Z");
  }

  private void indexDay(LocalDate day) throws IOException {
    node.index(IndexFamily.MODEL_CALLS_HOURLY, day, 40);
    node.index(IndexFamily.MODEL_CALLS_DAILY, day, 20);
  }

  @AfterEach
  void close() throws IOException {
    node.close();
  }

  @Test
  void restoresDocumentsByteForByte() throws IOException {
    indexDay(OPEN);
    node.index(IndexFamily.COMFYUI_HOURLY, FIRST, 20);
    node.index(IndexFamily.COMFYUI_CONCURRENCY, FIRST, 20);
    node.index(IndexFamily.PIPELINE_HOURLY, FIRST, 4);
    node.index(IndexFamily.MODEL_CALLS_RECORDS, FIRST, 30);
    Map<String, String> before = node.documentsOf(FIRST);
    List<String> progress = new ArrayList<>();
    ArchiveReport report =
        archive.run(true, (documents, done, total) -> progress.add(done + " of " + total));
    assertThat(report.written()).extracting(DayManifest::day).containsExactly(FIRST, SECOND);
    assertThat(progress).endsWith("3 of 3");
    assertThat(report.open())
        .singleElement()
        .asString()
        .contains(OPEN + " is not closed: ", "2026-10-07T00:00:00Z is needed");
    node.wipe();

    List<Long> counts = new ArrayList<>();
    DayManifest restored =
        archive.restore(FIRST, (documents, done, total) -> counts.add(documents));

    assertThat(restored.countRows()).isEqualTo(134);
    assertThat(counts).endsWith(134L);
    assertThat(before).hasSize(134);
    assertThat(node.documentsOf(FIRST)).isEqualTo(before);
    assertThat(node.mapping(HOURS).at("/mappings/dynamic").asText()).isEqualTo("strict");
    assertThat(node.elasticsearch().get("/_alias/" + RestoredAlias.PATTERN).properties())
        .as("without lifecycle management their age counts from today")
        .isNotEmpty()
        .allSatisfy(index -> assertThat(index.getValue().path("aliases").size()).isEqualTo(1));
    assertThat(node.mapping(DAYS).at("/mappings/properties/day/type").asText()).isEqualTo("date");
    archive.restore(FIRST);
    assertThat(node.documentsOf(FIRST)).isEqualTo(before);
  }

  @Test
  void writesNothingTwice() throws IOException {
    archive.run(false);
    Map<String, String> files = archive.listFiles();

    ArchiveReport again = archive.run(false);

    assertThat(again.written()).isEmpty();
    assertThat(again.unchanged()).isEqualTo(2);
    assertThat(archive.listFiles()).isEqualTo(files);
    node.wipe();
    assertThat(archive.run(false).written()).isEmpty();
    archive.restore(FIRST);
    node.finalUntil("model-calls", "2026-10-06T00:00:00Z");
    node.finalUntil("comfyui", "2026-10-06T00:30:00Z");
    assertThat(archive.run(false).written()).as("the same documents in new indices").isEmpty();
    assertThat(archive.listFiles()).isEqualTo(files);
  }

  @Test
  void writesACorrectedDayAsANewRevision() throws IOException {
    archive.run(false);
    Map<String, String> files = archive.listFiles();
    String id = node.correct(HOURS);
    Map<String, String> corrected = node.documentsOf(FIRST);

    ArchiveReport report = archive.run(false);

    DayManifest revision = report.written().get(0);
    assertThat(report.written()).hasSize(1);
    assertThat(revision.revision()).isEqualTo(2);
    assertThat(revision.find("model-calls-hourly").orElseThrow().revision()).isEqualTo(2);
    assertThat(revision.find("model-calls-daily").orElseThrow().revision()).isEqualTo(1);
    assertThat(revision.previous().day()).isEqualTo(SECOND);
    files.remove("manifest.json");
    assertThat(archive.listFiles()).containsAllEntriesOf(files);
    node.wipe();
    archive.restore(FIRST);
    assertThat(node.documentsOf(FIRST)).containsAllEntriesOf(node.withoutRecords(corrected));
    assertThat(node.source(HOURS, id)).contains("\"calls\":4711");
  }

  @Test
  void writesADayThatIsCorrectedInAnyShard() throws IOException {
    String busy = node.writeManyTimes(DAYS);
    archive.run(false);

    String corrected = node.correctInOtherShard(DAYS, busy);

    List<DayManifest> written = archive.run(false).written();
    assertThat(written).extracting(DayManifest::day).containsExactly(FIRST);
    assertThat(node.source(DAYS, corrected)).contains("\"calls\":4711");
  }

  /** In its first file, whose index has no document yet, and in its second one. */
  @ParameterizedTest
  @ValueSource(ints = {0, 1})
  void writesNoDayWhoseRestoreWasInterrupted(int file) throws IOException {
    archive.run(false);
    Map<String, String> files = archive.listFiles();
    Map<String, String> before = node.documentsOf(FIRST);
    node.wipe();
    Progress interruption =
        (documents, done, total) -> {
          if (done == file) {
            throw new ArchiveException("interrupted");
          }
        };
    assertThatThrownBy(() -> archive.restore(FIRST, interruption)).hasMessage("interrupted");
    node.finalUntil("model-calls", "2026-10-06T00:00:00Z");

    ArchiveReport report = archive.run(false);

    assertThat(report.written()).isEmpty();
    assertThat(report.open())
        .singleElement()
        .asString()
        .contains(FIRST + " is not closed: its restore runs or was interrupted");
    archive.restore(FIRST);
    report = archive.run(false);
    assertThat(report.written()).isEmpty();
    assertThat(report.open()).isEmpty();
    assertThat(archive.listFiles()).isEqualTo(files);
    assertThat(node.documentsOf(FIRST)).isEqualTo(before);
  }

  /** A restore that ends before the day is read, and one that is interrupted. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void writesNoDayOfWhichARestoreBeginsWhileItIsRead(boolean isInterrupted) throws IOException {
    archive.run(false);
    Map<String, String> files = archive.listFiles();
    Map<String, String> before = node.documentsOf(FIRST);
    node.deleteOneOfFirstDay(HOURS);
    node.deleteOneOfFirstDay(DAYS);

    ArchiveReport report = runWithRestore(isInterrupted);

    assertThat(report.written()).isEmpty();
    assertThat(report.open())
        .singleElement()
        .asString()
        .contains(FIRST + " is not closed: a restore or rebuild wrote documents while it was read");
    archive.restore(FIRST);
    assertThat(node.documentsOf(FIRST)).isEqualTo(before);
    assertThat(archive.run(false).written()).isEmpty();
    assertThat(archive.find(FIRST).revision()).isEqualTo(1);
    assertThat(archive.listFiles()).containsAllEntriesOf(files);
  }

  /** What a restore left of the days is read after it, and stays. */
  @Test
  void writesNoDayOfWhichARestoreIsInterruptedBeforeAFamilyIsRead() throws IOException {
    archive.run(false);
    node.correct(HOURS);
    node.deleteOneOfFirstDay(DAYS);

    ArchiveReport report = runWithRestore(true);

    assertThat(report.written()).isEmpty();
    assertThat(report.open())
        .singleElement()
        .asString()
        .contains(FIRST + " is not closed: its restore runs or was interrupted");
  }

  /** Runs the archive; a restore begins between hours and days, or is interrupted between them. */
  private ArchiveReport runWithRestore(boolean isInterrupted) throws IOException {
    Progress interruption =
        (documents, done, total) -> {
          if (isInterrupted && done == 1) {
            throw new ArchiveException("interrupted");
          }
        };
    return archive.run(
        "2/model-calls-hourly.parquet",
        () -> {
          try {
            return archive.restore(FIRST, interruption);
          } catch (ArchiveException interrupted) {
            return interrupted;
          }
        });
  }

  @Test
  void leavesNewerDocuments() throws IOException {
    archive.run(false);
    String id = node.correct(HOURS);

    archive.restore(FIRST);

    assertThat(node.source(HOURS, id)).contains("\"calls\":4711");
  }

  @Test
  void refusesADamagedFileBeforeItWritesAnything() throws IOException {
    archive.run(false);
    node.wipe();
    String path = "date=2026-10-03/archive_revision=1/model-calls-daily.parquet";
    byte[] bytes = Files.readAllBytes(folder.resolve(path));
    bytes[bytes.length / 2] ^= 1;
    Files.write(folder.resolve(path), bytes);

    assertThatThrownBy(() -> archive.restore(FIRST))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining(path + " is damaged: its SHA-256 is ");
    assertThat(node.documentsOf(FIRST)).isEmpty();
  }

  @Test
  void givesDuckDbTheSumsOfElasticsearch() throws IOException, SQLException {
    indexDay(OPEN);
    archive.run(false);
    String files = folder.resolve("*/*/model-calls-hourly.parquet").toString();

    try (DuckDb duck = DuckDb.open()) {
      for (String field : new String[] {"calls", "input_tokens", "output_tokens", "blocked"}) {
        assertThat(duck.value("SELECT sum(%s) FROM '%s'".formatted(field, files)))
            .as(field)
            .isEqualTo(Long.toString(node.sum("tidemark-model-calls-hourly-*", field, OPEN)));
      }
      assertThat(
              duck.query(
                  "SELECT date, tenant_id, sum(calls) FROM '%s' GROUP BY ALL".formatted(files)))
          .hasSize(2);
    }
    ArchivedFile file = archive.find(FIRST).find("model-calls-hourly").orElseThrow();
    assertThat(file.sums().get("calls"))
        .isEqualTo(BigInteger.valueOf(node.sum(HOURS, "calls", OPEN)));
  }

  @Test
  void continuesAfterAnInterruption() throws IOException {
    Path left = folder.resolve("date=2026-10-03/archive_revision=1/model-calls-hourly.parquet");
    Files.createDirectories(left.getParent());
    Files.writeString(left, "a file that no manifest names");
    Files.writeString(folder.resolve("manifest.json.part"), "{");

    archive.run(false);

    Map<String, String> before = node.documentsOf(FIRST);
    node.wipe();
    archive.restore(FIRST);
    assertThat(node.documentsOf(FIRST)).isEqualTo(node.withoutRecords(before));
  }

  @Test
  void closesADayInTheTimeZoneOfItsDocuments() throws IOException {
    // In Pago Pago, 11 hours behind UTC, October 4 ends at 11:00 UTC of October 5.
    node.index(IndexFamily.CODING_AGENTS_DAILY, SECOND, 5, "Pacific/Pago_Pago");
    node.index(IndexFamily.CODING_AGENTS_DAILY, FIRST, 5, "Pacific/Kiritimati");
    node.finalUntil("coding-agents", "2026-10-06T10:00:00Z");

    ArchiveReport report = archive.run(false);
    assertThat(report.written()).extracting(DayManifest::day).containsExactly(FIRST);
    assertThat(report.open().get(0)).contains("coding-agents is final until 2026-10-06T10:00:00Z");
    assertThat(archive.find(FIRST).find("coding-agents-daily").orElseThrow().rows()).isEqualTo(5);

    node.finalUntil("coding-agents", "2026-10-06T11:00:00Z");
    assertThat(archive.run(false).written()).extracting(DayManifest::day).containsExactly(SECOND);
  }

  @Test
  void closesDaysOfAWorkloadThatTheJobNoLongerComputes() throws IOException {
    node.index(IndexFamily.TRAINING_HOURLY, SECOND, 5);
    node.finalUntil("training", "2026-10-04T13:00:00Z");
    ArchiveReport report = archive.run(false);
    assertThat(report.written()).extracting(DayManifest::day).containsExactly(FIRST);
    assertThat(report.open().get(0)).contains("training is final until 2026-10-04T13:00:00Z");

    // It has been silent for three days, while the others continued.
    node.finalUntil("model-calls", "2026-10-08T00:00:00Z");
    node.finalUntil("comfyui", "2026-10-08T00:00:00Z");

    assertThat(archive.run(false).written()).extracting(DayManifest::day).containsExactly(SECOND);
    assertThat(archive.find(SECOND).find("training-hourly").orElseThrow().rows()).isEqualTo(5);
    node.delete("tidemark-pipeline-progress-2026.10.04");
    node.correct(DAYS);
    assertThat(archive.run(false).written())
        .as("a correction after its reports have expired")
        .extracting(DayManifest::day)
        .containsExactly(FIRST);
  }

  @Test
  void keepsFilesWhoseIndexWasDeletedSince() throws IOException {
    archive.run(false);
    node.delete(HOURS);
    node.correct(DAYS);

    archive.run(false);

    DayManifest revision = archive.find(FIRST);
    assertThat(revision.revision()).isEqualTo(2);
    assertThat(revision.find("model-calls-hourly").orElseThrow().rows()).isEqualTo(40);
    assertThat(node.mapping(HOURS).isMissingNode()).isTrue();
  }
}
