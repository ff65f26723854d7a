/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import static io.tidemark.testkit.elasticsearch.Faults.items;
import static io.tidemark.testkit.elasticsearch.Faults.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Cluster;
import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Retries;
import io.tidemark.testkit.elasticsearch.Bulk;
import io.tidemark.testkit.elasticsearch.FaultProxy;
import io.tidemark.testkit.elasticsearch.FaultProxy.Fault;
import io.tidemark.testkit.elasticsearch.Faults;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sink retries documents that may pass, alone and in order, up to the limit. */
@Timeout(120)
abstract class SinkRetryContract extends SinkFixture {

  SinkRetryContract(StoreKind storeKind) {
    super(storeKind);
  }

  @ParameterizedTest
  @MethodSource("wholeRequestFaults")
  void wholeRequestIsSentAgain(Fault fault) throws Exception {
    server.playNext(fault, fault, fault);
    try (SinkTask task = new SinkTask(options())) {
      writeAll(task, 5);
      task.write(DocumentWrite.createOnly(index, "r", source(7)));
      task.checkpoint();

      assertThat(calls()).hasSize(6).containsKeys(ids(5)).containsEntry("r", 7);
      assertThat(task.counted("documentsRefused")).isZero();
    }
    assertThat(server.bulks()).hasSize(4).allSatisfy(bulk -> assertThat(bulk.ids()).hasSize(6));
    assertThat(store.documents(deadLetters)).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("itemFaults")
  void onlyFailedItemsAreSentAgainInTheirOrder(Fault fault) throws Exception {
    server.playNext(fault, fault);
    try (SinkTask task = new SinkTask(options())) {
      writeAll(task, 6);
      task.checkpoint();

      assertThat(calls()).containsOnlyKeys(ids(6));
      assertThat(task.counted("documentsRefused")).isZero();
    }
    assertThat(server.bulks())
        .extracting(Bulk::ids)
        .containsExactly(List.of(ids(6)), List.of("d1", "d3", "d5"), List.of("d1", "d3", "d5"));
    assertThat(store.documents(deadLetters)).isEmpty();
  }

  @Test
  void silenceIsTakenAsLostAndSentAgain() throws Exception {
    CountDownLatch end = new CountDownLatch(1);
    server.playNext(Faults.applyThenWaitFor(end));
    Cluster impatient =
        new Cluster(
            List.of(server.address()), null, null, Duration.ofSeconds(5), Duration.ofMillis(300));
    try (SinkTask task = new SinkTask(options().withCluster(impatient))) {
      writeAll(task, 3);
      task.checkpoint();

      assertThat(calls()).containsOnlyKeys(ids(3));
      assertThat(task.counted("cause", "timeout", "documentsRetried")).isEqualTo(3);
    } finally {
      end.countDown();
    }
  }

  @Test
  void clusterThatStartsLaterGetsEverything() throws Exception {
    int port = server.port();
    server.close();
    try (SinkTask task = new SinkTask(options())) {
      writeAll(task, 25);
      awaitUntil(() -> task.counted("cause", "unreachable", "documentsRetried") >= 50);
      server = FaultProxy.recording(store.uri(), port);
      task.checkpoint();

      assertThat(calls()).containsOnlyKeys(ids(25));
    }
  }

  @Test
  void failsWithAHintAfterTheLimitWithoutProgress() throws Exception {
    server.playAlways(request(429, "es_rejected_execution_exception"));
    Retries short_ =
        new Retries(Duration.ofMillis(1), Duration.ofMillis(10), Duration.ofMillis(200));
    try (SinkTask task = new SinkTask(options().withRetries(short_))) {
      writeAll(task, 3);
      assertThatThrownBy(task::checkpoint)
          .rootCause()
          .isInstanceOf(ElasticsearchUnavailableException.class)
          .hasMessageContaining("3 documents")
          .hasMessageContaining("elasticsearch.retry-limit")
          .hasMessageContaining("busy (429 es_rejected_execution_exception")
          .hasMessageContaining("Check the load");
      assertThat(task.bulksInFlight()).isZero();
    }
  }

  @Test
  void progressMovesTheLimit() throws Exception {
    server.playAlways(
        bulk -> {
          Thread.sleep(60);
          List<String> ids = bulk.ids();
          return items(operation -> !operation.id().equals(ids.get(0)), 429, "busy").play(bulk);
        });
    Retries short_ =
        new Retries(Duration.ofMillis(1), Duration.ofMillis(1), Duration.ofMillis(250));
    try (SinkTask task = new SinkTask(options().withRetries(short_))) {
      writeAll(task, 8);
      task.checkpoint();
    }
    assertThat(calls()).containsOnlyKeys(ids(8));
  }

  /** A cancelled task is interrupted, wherever it waits, and then closed. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cancelWhileRetryingEndsPromptly(boolean whileWriting) throws Exception {
    server.playAlways(request(503, "unavailable"));
    Retries slow =
        new Retries(Duration.ofSeconds(20), Duration.ofSeconds(20), Duration.ofMinutes(5));
    AtomicReference<Exception> end = new AtomicReference<>();
    Thread taskThread =
        new Thread(
            () -> {
              try (SinkTask task = new SinkTask(options().withRetries(slow))) {
                writeAll(task, whileWriting ? 50 : 40);
                task.checkpoint();
              } catch (Exception e) {
                end.set(e);
              }
            });
    taskThread.start();
    awaitCalls(4);
    awaitWaiting(taskThread);
    taskThread.interrupt();
    taskThread.join(Duration.ofSeconds(5).toMillis());

    assertThat(taskThread.isAlive()).isFalse();
    assertThat(end.get()).isInstanceOf(InterruptedException.class);
  }
}
