/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.archive;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.tidemark.archive.cli.ArchiveCommands;
import io.tidemark.archive.document.StoredDocument;
import io.tidemark.archive.manifest.Archive;
import io.tidemark.archive.manifest.ArchivedFile;
import io.tidemark.archive.manifest.Layout;
import io.tidemark.archive.manifest.SourceState;
import io.tidemark.archive.source.DaySlice;
import io.tidemark.archive.source.Elasticsearch;
import io.tidemark.archive.store.ArchiveStore;
import io.tidemark.archive.store.FolderStore;
import io.tidemark.model.index.IndexFamily;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queries of docs/archive.md give what they promise, and its commands are understood. */
@Tag("fast")
class DocumentedQueriesTest {

  private static final Path DOCS = Path.of(System.getProperty("tidemark.root"), "docs");
  private static final Pattern SQL = Pattern.compile("```sql\n(.*?);\n```", Pattern.DOTALL);
  private static final Pattern PYTHON = Pattern.compile("\"\"\"\n(.*?)\"\"\"", Pattern.DOTALL);
  private static final Pattern COMMAND =
      Pattern.compile("bin/tidemark ((?:archive|restore) +--[^`|#\n]*)");
  private static final LocalDate FIRST = LocalDate.parse("2026-10-03");
  private static final LocalDate SECOND = LocalDate.parse("2026-11-04");

  @TempDir private Path folder;
  @TempDir private Path scratch;
  private String page;

  @BeforeEach
  void archiveTwoDays() throws IOException {
    page = Files.readString(DOCS.resolve("archive.md"));
    try (ArchiveStore store = FolderStore.openToWrite(folder)) {
      Archive archive = Archive.open(store);
      add(archive, FIRST, 1, document("gpt", 99));
      add(archive, SECOND, 1, document("gpt", 5), document("claude", 2));
      add(archive, FIRST, 2, document("gpt", 3), document("claude", 1));
    }
  }

  @Test
  void countsTheLastRevisionOfEachDay() throws SQLException {
    List<String> queries = findAll(SQL);
    assertThat(queries).hasSize(4);
    try (DuckDb duck = DuckDb.open()) {
      duck.execute(queries.get(0));

      assertThat(duck.query(queries.get(1)))
          .extracting(row -> row.get(0).substring(0, 7) + " " + row.subList(1, 5))
          .containsExactly(
              "2026-10 [acme, claude, 1, 10]",
              "2026-10 [acme, gpt, 3, 30]",
              "2026-11 [acme, claude, 2, 20]",
              "2026-11 [acme, gpt, 5, 50]");
      assertThat(duck.query(queries.get(2))).containsExactly(List.of("200", "11"));
      assertThat(duck.query(queries.get(3)))
          .extracting(row -> row.subList(0, 4))
          .containsExactly(
              List.of("2026-10-03", "1", "model-calls-hourly", "1"),
              List.of("2026-10-03", "2", "model-calls-hourly", "2"),
              List.of("2026-11-04", "1", "model-calls-hourly", "2"));
    }
  }

  @Test
  void countsNothingThatTheLastRevisionDoesNotName() throws IOException, SQLException {
    try (ArchiveStore store = FolderStore.openToWrite(folder)) {
      Archive archive = Archive.open(store);
      put(archive, FIRST, 3, document("gpt", 500));
      archive.add(SECOND, 2, List.of(), Instant.EPOCH);
    }
    try (DuckDb duck = DuckDb.open()) {
      duck.execute(findAll(SQL).get(0));

      assertThat(duck.value("SELECT sum(calls) FROM hours")).isEqualTo("4");
    }
  }

  @Test
  void givesNotebooksTheirRows() throws SQLException {
    List<String> queries = findAll(PYTHON);
    assertThat(queries).hasSize(1);
    try (DuckDb duck = DuckDb.open()) {
      duck.execute(findAll(SQL).get(0));

      assertThat(duck.query(queries.get(0)))
          .extracting(row -> row.get(0).substring(0, 10) + " " + row.subList(1, 3))
          .containsExactly(
              "2026-10-03 [claude, 1]",
              "2026-10-03 [gpt, 3]",
              "2026-11-04 [claude, 2]",
              "2026-11-04 [gpt, 5]");
    }
  }

  @Test
  void understandsEveryCommandOfTheDocs() throws IOException {
    List<String> commands = new ArrayList<>();
    for (Path one : listPages()) {
      Matcher command = COMMAND.matcher(Files.readString(one).replaceAll("\\\\\n *", " "));
      while (command.find()) {
        commands.add(command.group(1).strip());
      }
    }

    assertThat(commands).hasSizeGreaterThan(6);
    for (String command : commands) {
      assertThatCode(() -> ArchiveCommands.parse(command.split("\\s+", -1)))
          .as(command)
          .doesNotThrowAnyException();
    }
  }

  private static List<Path> listPages() throws IOException {
    Path root = DOCS.getParent();
    try (Stream<Path> docs = Files.list(DOCS)) {
      return Stream.concat(
              docs.filter(one -> one.toString().endsWith(".md")),
              Stream.of(root.resolve("README.md"), root.resolve("local-stack/README.md")))
          .toList();
    }
  }

  private List<String> findAll(Pattern pattern) {
    Matcher matcher = pattern.matcher(page);
    List<String> found = new ArrayList<>();
    while (matcher.find()) {
      found.add(matcher.group(1).replace("'archive/", "'" + folder + "/"));
    }
    return found;
  }

  private static String document(String model, int calls) {
    return """
    {"hour":"%%sT10:00:00Z","tenant_id":"acme","model":"%s","calls":%d,"input_tokens":%d,\
    "status_codes":{"200":%d}}"""
        .formatted(model, calls, 10 * calls, calls);
  }

  private void add(Archive archive, LocalDate day, int revision, String... documents)
      throws IOException {
    ArchivedFile written = put(archive, day, revision, documents);
    archive.add(day, revision, List.of(written), Instant.EPOCH);
  }

  private ArchivedFile put(Archive archive, LocalDate day, int revision, String... documents)
      throws IOException {
    String index = IndexFamily.MODEL_CALLS_HOURLY.indexOn(day);
    DaySlice slice =
        new DaySlice(
            IndexFamily.MODEL_CALLS_HOURLY,
            day,
            index,
            "u",
            Elasticsearch.createObject(),
            Instant.EPOCH);
    FamilyFile file = FamilyFile.create(slice, scratch);
    int id = 0;
    for (String document : documents) {
      byte[] source = document.formatted(day).getBytes(UTF_8);
      file.add(new StoredDocument("id" + id++, 1, source));
    }
    ArchivedFile written =
        file.finishFile(new SourceState("u", documents.length, revision, null), revision);
    archive.put(Layout.fileOf(day, revision, "model-calls-hourly"), file.path());
    return written;
  }
}
