/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive.document;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.archive.ArchiveException;
import io.tidemark.archive.parquet.ParquetFileReader;
import io.tidemark.archive.parquet.ParquetFileWriter;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.aggregate.AggregateLayout;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.HourlyDocument;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.hourly.Publication;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.model.json.JsonWriter;
import io.tidemark.model.schema.WorkloadSchemas;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.apache.parquet.example.data.Group;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class DocumentRowsTest {

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void keepsRandomDocumentsByteForByte(IndexFamily family) throws IOException {
    long seed = System.nanoTime();
    RandomDocuments random = new RandomDocuments(family, new Random(seed));
    List<StoredDocument> documents = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      documents.add(random.next());
    }
    documents.add(random.complete().next());

    assertThat(storedInColumns(family, documents)).as("seed %d", seed).isEqualTo(301);
    assertSame(throughFile(family, documents), documents, seed);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"calls\":null}",
        "{\"calls\":1.0}",
        "{\"calls\":1e3}",
        "{\"calls\":-0}",
        "{\"calls\":18446744073709551616}",
        "{\"calls\":\"5\"}",
        "{\"calls\":[1,2]}",
        "{\"calls\":{\"a\":1}}",
        "{ \"calls\" : 5 }",
        "{\"calls\":5,\"unknown_field\":7}",
        "{\"hour\":\"2026-10-03T10:00:00.000Z\"}",
        "{\"hour\":1790000000000}",
        "{\"hour\":\"yesterday\"}",
        "{\"tenant_id\":\"\\u0061\\/\"}",
        "{\"tenant_id\":\"\\ud800\"}",
        "{\"tenant_id\":[\"a\"]}",
        "{\"final\":\"true\"}",
        "{\"window_minutes\":60000000000}",
        "{\"status_codes\":{\"200\":1.5}}",
        "{\"status_codes\":{}}",
        "{\"latency_ms\":{}}",
        "{\"latency_ms\":{\"bins\":{\"b001\":1},\"count\":1}}",
        "{\"latency_ms\":{\"bin_counts\":[1,\"b001x1\"]}}",
        "{\"latency_ms\":5}",
        "{\"updated_at\":\"2026-10-03T10:00:00Z\",\n\"calls\":5}"
      })
  void keepsDocumentsThatNoJobWouldWrite(String source) throws IOException {
    StoredDocument document = new StoredDocument("id", 3, source.getBytes(UTF_8));

    assertSame(
        throughFile(IndexFamily.MODEL_CALLS_HOURLY, List.of(document)), List.of(document), 0);
  }

  @Test
  void storesDocumentsOfTheJobInColumnsOnly() throws IOException {
    Aggregate measures = new Aggregate(AggregateLayout.createFor(WorkloadSchemas.MODEL_CALLS));
    measures.addEvents(3);
    measures.addDuration(0, 17);
    measures.addDuration(0, 900_000);
    measures.addCode(0, 429, 2);
    byte[] key = DimensionKey.of("acme", null, "alice");
    byte[] source =
        HourlyDocument.write(
            HourlyFamily.MODEL_CALLS,
            key,
            measures,
            new Publication(1_790_000_000_000L, 60, true, 2, 1, 1_790_003_600_123L),
            new JsonWriter());
    List<StoredDocument> documents = List.of(new StoredDocument("20261003T1000-x", 7, source));

    assertThat(new String(source, UTF_8)).contains("bins", "429", "price_key");
    assertThat(storedInColumns(IndexFamily.MODEL_CALLS_HOURLY, documents)).isEqualTo(1);
    assertSame(throughFile(IndexFamily.MODEL_CALLS_HOURLY, documents), documents, 0);
  }

  @Test
  void readsFilesOfAnotherBuildByTheirOwnSchema() throws IOException {
    StoredDocument agent =
        new StoredDocument("id", 1, "{\"agent\":\"codex\",\"commits\":4}".getBytes(UTF_8));
    Path file = write(IndexFamily.CODING_AGENTS_HOURLY, List.of(agent));

    try (ParquetFileReader reader = new ParquetFileReader(file)) {
      DocumentRows rows = new DocumentRows(reader.schema());
      reader.forEach(row -> assertThat(rows.toDocument(row).source()).isEqualTo(agent.source()));
      assertThat(reader.schema().containsField("commits")).isTrue();
      assertThat(new DocumentRows(IndexFamily.MODEL_CALLS_HOURLY).schema().containsField("commits"))
          .isFalse();
    }
  }

  @Test
  void namesADocumentThatIsNotJson() {
    DocumentRows rows = new DocumentRows(IndexFamily.MODEL_CALLS_HOURLY);

    assertThatThrownBy(() -> rows.toRow(new StoredDocument("id-7", 1, "{".getBytes(UTF_8))))
        .isInstanceOf(ArchiveException.class)
        .hasMessageContaining("id-7 is not JSON");
  }

  private static long storedInColumns(IndexFamily family, List<StoredDocument> documents) {
    DocumentRows rows = new DocumentRows(family);
    return documents.stream().map(rows::toRow).filter(DocumentRows::isInColumns).count();
  }

  private Path write(IndexFamily family, List<StoredDocument> documents) throws IOException {
    Path file = folder.resolve(family.id() + ".parquet");
    DocumentRows rows = new DocumentRows(family);
    try (ParquetFileWriter writer = new ParquetFileWriter(file, rows.schema())) {
      for (StoredDocument document : documents) {
        Group row = rows.toRow(document);
        writer.write(row);
      }
    }
    return file;
  }

  private List<StoredDocument> throughFile(IndexFamily family, List<StoredDocument> documents)
      throws IOException {
    List<StoredDocument> read = new ArrayList<>();
    try (ParquetFileReader reader = new ParquetFileReader(write(family, documents))) {
      DocumentRows rows = new DocumentRows(reader.schema());
      reader.forEach(row -> read.add(rows.toDocument(row)));
    }
    return read;
  }

  private static void assertSame(
      List<StoredDocument> actual, List<StoredDocument> expected, long seed) {
    assertThat(actual).as("seed %d", seed).hasSameSizeAs(expected);
    for (int i = 0; i < expected.size(); i++) {
      assertThat(actual.get(i).id()).isEqualTo(expected.get(i).id());
      assertThat(actual.get(i).version()).isEqualTo(expected.get(i).version());
      assertThat(new String(actual.get(i).source(), UTF_8))
          .as("seed %d", seed)
          .isEqualTo(new String(expected.get(i).source(), UTF_8));
    }
  }
}
