/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.archive.document.DocumentRows;
import io.tidemark.archive.document.RandomDocuments;
import io.tidemark.archive.document.StoredDocument;
import io.tidemark.archive.parquet.ParquetFileWriter;
import io.tidemark.model.index.IndexFamily;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Files hold what another reader finds in them. */
@Tag("fast")
class DuckDbTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int DOCUMENTS = 3000;
  private static final long SMALL = 1_000_000;

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(
      value = IndexFamily.class,
      names = {"PIPELINE_PROGRESS", "DEAD_LETTERS", "SOURCES"},
      mode = EnumSource.Mode.EXCLUDE)
  void findsTheSumsOfTheManifest(IndexFamily family) throws IOException, SQLException {
    long seed = System.nanoTime();
    Path file = folder.resolve("x.parquet");
    Map<String, String> sums = new TreeMap<>();
    write(family, documents(family, seed), file)
        .sums()
        .forEach((field, sum) -> sums.put(field, sum.toString()));
    assertThat(sums).isNotEmpty();

    try (DuckDb duck = DuckDb.open()) {
      Map<String, String> found = new TreeMap<>();
      for (String field : sums.keySet()) {
        String column =
            field.matches(".*\\.[0-9]+") ? field.replaceFirst("\\.([0-9]+)$", "['$1']") : field;
        found.put(field, duck.value("SELECT sum(%s) FROM '%s'".formatted(column, file)));
      }
      assertThat(found).as("seed %d", seed).isEqualTo(sums);
      assertThat(duck.value("SELECT count(*) FROM '" + file + "'"))
          .isEqualTo(Integer.toString(DOCUMENTS));
    }
  }

  @Test
  void findsEveryValueOfEveryDocument() throws IOException, SQLException {
    long seed = System.nanoTime();
    List<StoredDocument> documents = documents(IndexFamily.MODEL_CALLS_HOURLY, seed);
    Path file = folder.resolve("x.parquet");
    write(IndexFamily.MODEL_CALLS_HOURLY, documents, file);

    try (DuckDb duck = DuckDb.open()) {
      List<List<String>> rows =
          duck.query(
              """
              SELECT _id, _version, tenant_id, epoch_ms(hour), final, window_minutes, calls,
                latency_ms.max, len(latency_ms.bin_counts), cardinality(latency_ms.bins),
                latency_ms.bins['b000'], status_codes['299']
              FROM '%s'"""
                  .formatted(file));
      assertThat(rows).hasSize(DOCUMENTS);
      for (int i = 0; i < DOCUMENTS; i++) {
        StoredDocument document = documents.get(i);
        JsonNode json = JSON.readTree(document.source());
        List<String> expected = new ArrayList<>();
        expected.add(document.id());
        expected.add(Long.toString(document.version()));
        expected.add(json.path("tenant_id").asText(null));
        expected.add(
            json.has("hour")
                ? Long.toString(Instant.parse(json.get("hour").asText()).toEpochMilli())
                : null);
        for (String field : List.of("final", "window_minutes", "calls")) {
          expected.add(json.has(field) ? json.get(field).asText() : null);
        }
        JsonNode latency = json.path("latency_ms");
        expected.add(latency.path("max").asText(null));
        expected.add(latency.has("bin_counts") ? "" + latency.get("bin_counts").size() : null);
        expected.add(latency.has("bins") ? "" + latency.get("bins").size() : null);
        expected.add(latency.path("bins").path("b000").asText(null));
        expected.add(json.path("status_codes").path("299").asText(null));
        assertThat(rows.get(i)).as("document %d, seed %d", i, seed).isEqualTo(expected);
      }
    }
  }

  private static List<StoredDocument> documents(IndexFamily family, long seed) {
    RandomDocuments random = new RandomDocuments(family, new Random(seed), SMALL);
    List<StoredDocument> documents = new ArrayList<>();
    for (int i = 0; i < DOCUMENTS; i++) {
      documents.add(random.next());
    }
    return documents;
  }

  private static CountSums write(IndexFamily family, List<StoredDocument> documents, Path file)
      throws IOException {
    DocumentRows rows = new DocumentRows(family);
    CountSums sums = new CountSums(family);
    try (ParquetFileWriter writer = new ParquetFileWriter(file, rows.schema())) {
      for (StoredDocument document : documents) {
        Group row = rows.toRow(document);
        writer.write(row);
        sums.add(row);
      }
    }
    return sums;
  }
}
