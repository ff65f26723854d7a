/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import static io.tidemark.testkit.elasticsearch.Faults.items;
import static io.tidemark.testkit.elasticsearch.Faults.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.testkit.elasticsearch.Faults;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Documents that can never be stored go to the dead letters, and nothing else does. */
@Timeout(120)
abstract class SinkRefusalContract extends SinkFixture {

  SinkRefusalContract(StoreKind storeKind) {
    super(storeKind);
  }

  @Test
  void poisonAmongBusyItemsGoesAloneToTheDeadLetters() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    server.playAlways(
        items(operation -> random.nextInt(10) < 3, 429, "es_rejected_execution_exception"));
    List<RejectedDocument> handed = new ArrayList<>();
    RecordingHandler.KEPT.set(handed);
    try (SinkTask task =
        new SinkTask(new ElasticsearchDocumentSink(options(), new RecordingHandler(0)))) {
      for (int i = 0; i < 40; i++) {
        task.write(i == 17 ? poison("poison") : document("d" + i, 1, i));
      }
      task.checkpoint();

      assertThat(calls()).as("seed %d", seed).hasSize(39).doesNotContainKey("poison");
      assertThat(task.counted("documentsRefused")).isEqualTo(1);
      assertThat(task.sendErrors()).isEqualTo(1);
      assertThat(task.counted("cause", "busy", "documentsRetried")).isPositive();
    }
    assertThat(handed).extracting(refused -> refused.document().id).containsExactly("poison");
    JsonNode letter = onlyDeadLetter();
    assertThat(letter.get("reason").asText()).isEqualTo("refused");
    assertThat(letter.get("message").asText())
        .contains(index + "/poison", "400", "parsing_exception");
    assertThat(letter.get("payload").asText()).isEqualTo("{\"calls\":\"many\"}");
  }

  @Test
  void refusalWithoutCauseEndsTheCheckpointToo() throws Exception {
    server.playNext(Faults.itemsWithoutCause(SinkFixture::odd, 400));
    try (SinkTask task = new SinkTask(options())) {
      writeAll(task, 4);
      task.checkpoint();

      assertThat(calls()).containsOnlyKeys("d0", "d2");
      assertThat(task.counted("documentsRefused")).isEqualTo(2);
    }
    assertThat(store.documents(deadLetters)).hasSize(2);
  }

  @Test
  void tooLargeRequestIsHalvedUntilItFits() throws Exception {
    server.playAlways(
        bulk ->
            bulk.operations().size() > 3 || bulk.ids().contains("huge")
                ? request(413, null).play(bulk)
                : bulk.apply());
    try (SinkTask task = new SinkTask(options())) {
      writeAll(task, 8);
      task.write(document("huge", 1, 1));
      task.checkpoint();

      assertThat(calls()).containsOnlyKeys(ids(8));
      assertThat(task.counted("documentsRefused")).isEqualTo(1);
      assertThat(task.counted("bulksDivided")).isPositive();
    }
    assertThat(onlyDeadLetter().get("message").asText()).contains(index + "/huge", "413");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 4, 9})
  void documentThatSpoilsItsWholeRequestIsFound(int place) throws Exception {
    String tooLong = "x".repeat(600);
    try (SinkTask task = new SinkTask(options())) {
      for (int i = 0; i < 10; i++) {
        task.write(document(i == place ? tooLong : "d" + i, 1, i));
      }
      task.checkpoint();

      assertThat(calls()).hasSize(9);
      assertThat(task.counted("documentsRefused")).isEqualTo(1);
    }
    assertThat(onlyDeadLetter().get("message").asText())
        .contains(tooLong, "action_request_validation_exception");
  }

  @Test
  void brokenSourcesAreRefusedEachForItself() throws Exception {
    try (SinkTask task = new SinkTask(options())) {
      task.write(document("before", 1, 1));
      task.write(raw("text", "no JSON"));
      task.write(raw("array", "[1]"));
      task.write(raw("cut", "{\"calls\":1"));
      task.write(raw("lines", "{\n\"calls\":\n2\n}\n"));
      task.write(raw("two", "{\"calls\":1}\n{\"index\":{\"_index\":\"" + index + "\"}}\n{}"));
      task.write(raw("unknown", "{\"prompt\":\"never stored\"}"));
      task.write(document("after", 1, 3));
      task.checkpoint();

      assertThat(calls())
          .containsEntry("before", 1)
          .containsEntry("lines", 2)
          .containsEntry("after", 3);
      assertThat(calls()).doesNotContainKeys("text", "array", "cut", "unknown");
    }
    assertThat(store.documents(deadLetters)).hasSizeGreaterThanOrEqualTo(4);
  }

  @Test
  void deadLetterThatIsRefusedAsWellEndsThere() throws Exception {
    server.playAlways(
        items(operation -> !operation.id().startsWith("d"), 400, "mapper_parsing_exception"));
    try (SinkTask task = new SinkTask(options())) {
      writeAll(task, 3);
      task.write(poison("poison"));
      task.checkpoint();

      assertThat(task.counted("deadLettersLost")).isEqualTo(1);
    }
    assertThat(calls()).containsOnlyKeys(ids(3));
    assertThat(server.bulks()).hasSize(2);
  }

  @Test
  void replayMeetsTheSameDeadLetter() throws Exception {
    for (int run = 0; run < 2; run++) {
      try (SinkTask task = new SinkTask(options())) {
        task.write(poison("poison"));
        task.checkpoint();
      }
    }
    onlyDeadLetter();
  }

  @Test
  void checkpointWaitsForTheHandlerHoweverOftenItFails() throws Exception {
    List<RejectedDocument> handed = new ArrayList<>();
    RecordingHandler.KEPT.set(handed);
    ElasticsearchDocumentSink sink =
        new ElasticsearchDocumentSink(options(), new RecordingHandler(4));
    try (SinkTask task = new SinkTask(sink)) {
      task.write(poison("poison"));
      task.checkpoint();

      assertThat(handed).extracting(refused -> refused.document().id).containsExactly("poison");
    }
  }
}
