/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import static io.tidemark.testkit.elasticsearch.Faults.request;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.testkit.elasticsearch.FaultProxy.Fault;
import io.tidemark.testkit.elasticsearch.Faults;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The sink stores documents in the right version before a checkpoint passes. */
@Timeout(120)
abstract class SinkWritingContract extends SinkFixture {

  SinkWritingContract(StoreKind storeKind) {
    super(storeKind);
  }

  @Test
  void checkpointCompletesWhenAllIsStored() throws Exception {
    try (SinkTask task = new SinkTask(options())) {
      writeAll(task, 25);
      task.checkpoint();

      assertThat(calls()).containsOnlyKeys(ids(25));
      assertThat(task.counted("documentsWritten")).isEqualTo(25);
      assertThat(task.bulksInFlight()).isZero();
      assertThat(task.latency().getCount()).isEqualTo(3);
    }
    assertThat(store.documents(deadLetters)).isEmpty();
  }

  @Test
  void asksForAnswersThatElasticsearch8GivesToo() throws Exception {
    try (SinkTask task = new SinkTask(options())) {
      writeAll(task, 1);
      task.checkpoint();
    }
    Request request = server.bulks().get(0).request();
    assertThat(request.headers())
        .containsEntry("accept", "application/vnd.elasticsearch+json; compatible-with=7")
        .containsEntry("content-type", "application/vnd.elasticsearch+x-ndjson; compatible-with=7");
    assertThat(request.method()).isEqualTo("POST");
    assertThat(request.target().toString()).startsWith("/_bulk?");
  }

  @Test
  void higherVersionStaysAndConflictIsSuccess() throws Exception {
    try (SinkTask task = new SinkTask(options())) {
      task.write(document("a", 5, 50));
      task.checkpoint();
      task.write(document("a", 4, 40));
      task.write(document("b", 1, 10));
      task.write(document("b", 1, 11));
      task.checkpoint();

      assertThat(calls()).isEqualTo(Map.of("a", 50, "b", 11));
      assertThat(task.counted("documentsAlreadyThere")).isEqualTo(1);
      assertThat(task.sendErrors()).isZero();
    }
  }

  @Test
  void firstCreationStays() throws Exception {
    try (SinkTask task = new SinkTask(options())) {
      task.write(DocumentWrite.createOnly(index, "r", source(1)));
      task.write(DocumentWrite.createOnly(index, "r", source(2)));
      task.checkpoint();

      assertThat(calls()).isEqualTo(Map.of("r", 1));
      assertThat(task.counted("documentsAlreadyThere")).isEqualTo(1);
    }
  }

  @Test
  void flushIntervalSendsWithoutACheckpoint() throws Exception {
    try (SinkTask task = new SinkTask(options())) {
      writeAll(task, 3);
      task.passTime(999);
      assertThat(server.bulks()).isEmpty();

      task.passTime(1);
      awaitCalls(1);
      writeAll(task, 2);
      task.passTime(1_000);
      awaitCalls(2);
      task.checkpoint();
    }
    assertThat(server.bulks()).extracting(bulk -> bulk.ids().size()).containsExactly(3, 2);
  }

  @Test
  void severalBulksAreInFlightAndNoMore() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    server.playAlways(Faults.applyThenWaitFor(gate));
    CountDownLatch fifthBegun = new CountDownLatch(1);
    Thread opener =
        new Thread(
            () -> {
              awaitCalls(4);
              await(fifthBegun);
              assertThat(server.bulks()).hasSize(4);
              gate.countDown();
            });
    opener.start();
    try (SinkTask task = new SinkTask(options())) {
      writeAll(task, 40);
      assertThat(task.bulksInFlight()).isEqualTo(4);
      for (int i = 40; i < 50; i++) {
        if (i == 49) {
          fifthBegun.countDown();
        }
        task.write(document("d" + i, 1, i));
      }
      task.checkpoint();
    }
    opener.join();
    assertThat(calls()).containsOnlyKeys(ids(50));
  }

  @Test
  void laterVersionWinsThoughTheEarlierBulkIsDelayed() throws Exception {
    CountDownLatch gate = new CountDownLatch(1);
    AtomicBoolean delayed = new AtomicBoolean();
    server.playAlways(
        bulk -> {
          boolean earlier = bulk.operations().get(0).target().get("version").asInt() == 1;
          if (!earlier || delayed.getAndSet(true)) {
            return bulk.apply();
          }
          await(gate);
          return request(503, "unavailable").play(bulk);
        });
    try (SinkTask task = new SinkTask(options())) {
      for (int i = 0; i < 10; i++) {
        task.write(document("d" + i, 1, 1));
      }
      for (int i = 0; i < 10; i++) {
        task.write(document("d" + i, 2, 2));
      }
      awaitStored(10);
      gate.countDown();
      task.checkpoint();

      assertThat(calls().values()).hasSize(10).containsOnly(2);
      assertThat(task.counted("documentsAlreadyThere")).isEqualTo(10);
    }
  }

  /** It publishes again what it did before, in another order, or less of it. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void aJobThatWasStoppedBeforeAnAnswerWritesEachDocumentOnce(boolean wasApplied) throws Exception {
    CountDownLatch stopped = new CountDownLatch(1);
    server.playNext(
        bulk -> {
          Reply answer = wasApplied ? bulk.apply() : request(503, "unavailable").play(bulk);
          await(stopped);
          return answer;
        });
    try (SinkTask task = new SinkTask(options())) {
      task.write(DocumentWrite.createOnly(index, "r", source(7)));
      for (int i = 0; i < 9; i++) {
        task.write(document("d" + i, 2, i));
      }
      awaitCalls(1);
      awaitUntil(() -> calls().size() == (wasApplied ? 10 : 0));
    } finally {
      stopped.countDown();
    }
    try (SinkTask task = new SinkTask(options())) {
      task.write(DocumentWrite.createOnly(index, "r", source(8)));
      for (int i = 0; i < 9; i++) {
        task.write(document("d" + i, 1, 100));
      }
      task.checkpoint();
      assertThat(task.counted("documentsAlreadyThere")).isEqualTo(wasApplied ? 10 : 0);
      for (int i = 8; i >= 0; i--) {
        task.write(document("d" + i, 2, i));
      }
      task.checkpoint();

      assertThat(calls()).hasSize(10).containsKeys(ids(9)).containsEntry("d8", 8);
      assertThat(calls()).containsEntry("r", wasApplied ? 7 : 8);
      assertThat(task.counted("documentsRefused")).isZero();
    }
    assertThat(store.documents(deadLetters)).isEmpty();
  }

  @Test
  void randomFaultsLeaveExactlyTheHighestVersions() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<Fault> faults = Stream.concat(wholeRequestFaults(), itemFaults()).toList();
    server.playAlways(
        bulk -> {
          Fault fault;
          synchronized (random) {
            fault = random.nextInt(3) == 0 ? faults.get(random.nextInt(faults.size())) : null;
          }
          return fault == null ? bulk.apply() : fault.play(bulk);
        });
    Map<String, Integer> expected = new HashMap<>();
    Random writes = new Random(seed + 1);
    try (SinkTask task = new SinkTask(options())) {
      for (int i = 0; i < 600; i++) {
        String id = "d" + writes.nextInt(60);
        int version = 1 + writes.nextInt(100);
        expected.merge(id, version, Math::max);
        task.write(document(id, version, version));
        if (i % 150 == 149) {
          task.checkpoint();
          assertThat(calls()).as("seed %d, after %d", seed, i).isEqualTo(expected);
        }
      }
      assertThat(task.counted("documentsRefused")).isZero();
    }
  }
}
