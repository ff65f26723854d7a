/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.model.schema.InputType;
import io.tidemark.model.schema.WorkloadSchema;
import io.tidemark.model.schema.WorkloadSchemas;
import io.tidemark.stack.StackException;
import io.tidemark.stack.send.InputFile;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class CsvImportTest {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Instant NOW = Instant.parse("2026-05-01T12:00:00Z");
  private static final String CSV =
      """
      TIMESTAMP,ContextTokens,GeneratedTokens
      2023-11-16 18:15:46.6805900,374,44
      2023-11-16 18:16:50.9951690,396,109
      """;
  private static final List<String> MAP =
      List.of(
          "event_time=TIMESTAMP", "input_tokens=ContextTokens", "output_tokens=GeneratedTokens");
  private static final List<String> SET =
      List.of("tenant_id=acme", "model=m", "status_code=200", "tags.team=red");

  @TempDir Path folder;

  @Test
  void makesTypedEvents() throws IOException {
    List<JsonNode> events = importing(file("a.csv", CSV), MAP, SET, false, NOW);
    String id = events.get(0).path("request_id").asText();
    assertThat(events)
        .containsExactly(
            JSON.readTree(
                """
                {"request_id": "%s", "tenant_id": "acme", "model": "m", "status_code": 200,
                 "event_time": "2023-11-16T18:15:46.680590Z", "input_tokens": 374, "output_tokens": 44,
                 "tags": {"team": "red"}}"""
                    .formatted(id)),
            JSON.readTree(
                """
                {"request_id": "%s", "tenant_id": "acme", "model": "m", "status_code": 200,
                 "event_time": "2023-11-16T18:16:50.995169Z", "input_tokens": 396, "output_tokens": 109,
                 "tags": {"team": "red"}}"""
                    .formatted(id.replaceAll("-1$", "-2"))));
  }

  @Test
  void writesBilledUnitsAsNumbersOfTheirObject() throws IOException {
    List<String> set = List.of("tenant_id=acme", "model=m", "units.pages=3", "tags.team=red");

    JsonNode event = importing(file("a.csv", CSV), MAP, set, false, NOW).get(0);

    assertThat(event.path("units")).isEqualTo(JSON.readTree("{\"pages\": 3}"));
    assertThat(event.path("tags")).isEqualTo(JSON.readTree("{\"team\": \"red\"}"));
  }

  /** A file may fill all that a workload declares; only free objects have keys of their own. */
  @Test
  void takesEveryInputFieldOfEveryWorkload() {
    for (WorkloadSchema workload : WorkloadSchemas.listAll()) {
      List<String> map =
          workload.inputFields().stream()
              .filter(field -> field.type() != InputType.OBJECT)
              .map(field -> field.name() + "=Column")
              .toList();

      CsvMapping mapping = CsvMapping.parseMapping(workload.topic(), map, List.of());

      assertThat(mapping.columns()).as(workload.id()).hasSizeGreaterThan(5);
      assertThat(mapping.makesIdentity()).isFalse();
    }
  }

  @Test
  void identitiesComeFromContentAndRowAlone() throws IOException {
    List<String> first = ids(importing(file("a.csv", CSV), MAP, SET, true, NOW));
    List<String> later =
        ids(importing(packed("b.csv.gz", CSV), MAP, SET, true, NOW.plusSeconds(99)));
    List<String> other =
        ids(importing(file("c.csv", CSV.replace("374", "375")), MAP, SET, true, NOW));
    assertThat(later).isEqualTo(first).doesNotHaveDuplicates();
    assertThat(other).doesNotContainAnyElementsOf(first);
  }

  @Test
  void shiftKeepsDistancesAndEndsNow() throws IOException {
    List<JsonNode> events = importing(file("a.csv", CSV), MAP, SET, true, NOW);
    assertThat(events)
        .extracting(event -> Instant.parse(event.path("event_time").asText()).toEpochMilli())
        .containsExactly(NOW.toEpochMilli() - 64_315, NOW.toEpochMilli());
  }

  @Test
  void mappedIdentityIsKept() throws IOException {
    List<String> set = List.of("tenant_id=acme", "model=m", "request_id=r1");
    assertThat(ids(importing(file("a.csv", CSV), MAP, set, false, NOW))).containsOnly("r1");
  }

  @Test
  void byteOrderMarkEmptyCellsAndQuotesAreNoTrouble() throws IOException {
    String csv =
        "\uFEFFTIMESTAMP,ContextTokens,GeneratedTokens\r\n\"2023-11-16 18:15:46\",,\"7\"\r\n\r\n";
    JsonNode event = importing(file("a.csv", csv), MAP, SET, false, NOW).get(0);
    assertThat(event.has("input_tokens")).isFalse();
    assertThat(event.path("output_tokens").isInt()).isTrue();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          TIMESTAMP,ContextTokens,GeneratedTokens~2023-11-16 18:15,1,2~2023-11-16 18:15,x,2 | line 3: input_tokens (ContextTokens): 'x' is not a whole number
          TIMESTAMP,ContextTokens,GeneratedTokens~2023-11-16 18:15,-1,2 | line 2: input_tokens (ContextTokens): '-1' is not a whole number
          TIMESTAMP,ContextTokens,GeneratedTokens~2023-11-16 18:15,1.5,2 | line 2: input_tokens (ContextTokens): '1.5' is not a whole number
          TIMESTAMP,ContextTokens,GeneratedTokens~2023-11-16 18:15,1000000000001,2 | is not a whole number
          TIMESTAMP,ContextTokens,GeneratedTokens~soon,1,2 | line 2: event_time (TIMESTAMP): 'soon' is not a time
          TIMESTAMP,ContextTokens,GeneratedTokens~,1,2 | line 2: event_time (TIMESTAMP) is empty
          TIMESTAMP,ContextTokens,GeneratedTokens~2023-11-16 18:15,1 | line 2 has 2 cells, the header has 3
          TIMESTAMP,Tokens,GeneratedTokens~2023-11-16 18:15,1,2 | no column 'ContextTokens'
          TIMESTAMP,TIMESTAMP,ContextTokens~1,2,3 | TIMESTAMP
          "" | its header is empty
          """)
  void brokenFilesAreNamedByLine(String csv, String message) throws IOException {
    Path file = file("broken.csv", csv == null ? "" : csv.replace('~', '\n'));
    assertThatThrownBy(() -> importing(file, MAP, SET, false, NOW))
        .isInstanceOf(StackException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aQuoteThatNeverClosesDoesNotFillTheMemory() throws IOException {
    String csv = "TIMESTAMP,ContextTokens,GeneratedTokens\n\"" + "x".repeat(5 * 1024 * 1024);
    Path file = file("open.csv", csv);
    assertThatThrownBy(() -> importing(file, MAP, SET, false, NOW))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("is a quote not closed?");
  }

  @Test
  void bytesThatAreNoTextAreNamed() throws IOException {
    Path file = folder.resolve("bytes.csv");
    Files.write(file, new byte[] {'T', ',', (byte) 0xFF, (byte) 0xFE, '\n'});
    assertThatThrownBy(() -> importing(file, MAP, SET, false, NOW))
        .isInstanceOf(StackException.class)
        .hasMessageContaining("not UTF-8");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      textBlock =
          """
          usage.model-calls    | event_time=T         | tenant_id=a           | need 'model'
          usage.model-calls    | event_time=T         | tenant_id=a,modell=m  | have no field 'modell'
          usage.model-calls    | event_time=T         | tenant_id=a,model=    | --set model=: write field=value
          usage.model-calls    | event_time=T,model=M | tenant_id=a,model=m   | 'model' is in both
          usage.model-calls    | event_time=T         | tenant_id=a,model=m,status_code=ok | 'ok' is not a whole number
          usage.dead-letters   | event_time=T         | tenant_id=a           | use one of usage.coding-agents
          usage.training-jobs  | event_time=T         | tenant_id=a,event=started,tags.a=b | no field 'tags.a'
          usage.model-calls    | event_time=T         | tenant_id=a,model=m,units.pages=x | 'x' is not a whole number from 0 to 1000000000000
          usage.model-calls    | event_time=T         | tenant_id=a,model=m,units.weeks=1 | no field 'units.weeks'
          usage.model-calls    | event_time=T         | tenant_id=a,model=m,tags=1 | no field 'tags'
          usage.image-jobs     | event_time=T         | job_id=1              | need 'tenant_id'
          """)
  void mappingsThatCannotWorkAreRefused(String topic, String map, String set, String message) {
    assertThatThrownBy(
            () -> CsvMapping.parseMapping(topic, List.of(map.split(",")), List.of(set.split(","))))
        .isInstanceOf(StackException.class)
        .hasMessageContaining(message);
  }

  private Path file(String name, String content) throws IOException {
    return Files.writeString(folder.resolve(name), content);
  }

  private Path packed(String name, String content) throws IOException {
    Path file = folder.resolve(name);
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(content.getBytes(StandardCharsets.UTF_8));
    }
    return file;
  }

  private static List<JsonNode> importing(
      Path file, List<String> map, List<String> set, boolean shift, Instant now) {
    ImportRequest request = new ImportRequest(new InputFile(file), "usage.model-calls", map, set);
    CsvImport rows = new CsvImport(request, shift, Clock.fixed(now, ZoneOffset.UTC));
    List<JsonNode> events = new ArrayList<>();
    rows.readEvents(rows.check(), event -> events.add(parse(event)));
    return events;
  }

  private static JsonNode parse(byte[] event) {
    try {
      return JSON.readTree(event);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static List<String> ids(List<JsonNode> events) {
    return events.stream().map(event -> event.path("request_id").asText()).toList();
  }
}
