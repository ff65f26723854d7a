/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import static io.tidemark.testkit.elasticsearch.Faults.items;
import static io.tidemark.testkit.elasticsearch.Faults.request;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Bulks;
import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Cluster;
import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Retries;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.testkit.elasticsearch.BulkOperation;
import io.tidemark.testkit.elasticsearch.ElasticsearchClient;
import io.tidemark.testkit.elasticsearch.FaultProxy;
import io.tidemark.testkit.elasticsearch.FaultProxy.Fault;
import io.tidemark.testkit.elasticsearch.Faults;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A sink before a scripted server before a store. Each test names its faults; at its end the store
 * holds exactly what was written, and the dead letters exactly what was refused.
 */
abstract class SinkFixture {

  private static final AtomicInteger DAYS = new AtomicInteger();

  private static final Duration WAIT_LIMIT = Duration.ofSeconds(60);

  private static final Retries QUICK =
      new Retries(Duration.ofMillis(1), Duration.ofMillis(20), Duration.ofSeconds(30));

  final LocalDate day = LocalDate.of(2026, 1, 1).plusDays(DAYS.getAndIncrement());
  final String index = IndexFamily.MODEL_CALLS_HOURLY.indexOn(day);
  final String deadLetters = IndexFamily.DEAD_LETTERS.indexOn(day);

  private final StoreKind storeKind;
  private Threads before;
  ElasticsearchClient store;
  FaultProxy server;

  SinkFixture(StoreKind storeKind) {
    this.storeKind = storeKind;
  }

  @BeforeEach
  void startServer() {
    before = Threads.now();
    store = storeKind.store();
    server = FaultProxy.recording(store.uri(), 0);
  }

  @AfterEach
  void stopServerAndFindNoThreadLeft() throws InterruptedException {
    server.close();
    before.awaitNoneOfTheSinkSince();
  }

  static Stream<Fault> wholeRequestFaults() {
    return Stream.of(
        request(408, "timeout"),
        request(429, "es_rejected_execution_exception"),
        request(500, "null_pointer_exception"),
        request(502, null),
        request(503, "unavailable"),
        request(504, null),
        request(401, "security_exception"),
        request(403, "security_exception"),
        request(403, "cluster_block_exception"),
        request(406, "media_type_header_exception"),
        Faults.page(200),
        Faults.page(400),
        Faults.page(404),
        Faults.page(502),
        Faults.reset(),
        Faults.applyThenReset(),
        Faults.applyThenHalfAnAnswer(),
        Faults.applyThenBrokenJson(),
        Faults.applyThenForgetOneItem());
  }

  static Stream<Fault> itemFaults() {
    return Stream.of(
        items(SinkFixture::odd, 429, "circuit_breaking_exception"),
        items(SinkFixture::odd, 503, "unavailable_shards_exception"),
        items(SinkFixture::odd, 500, "node_closed_exception"),
        items(SinkFixture::odd, 403, "cluster_block_exception"),
        items(SinkFixture::odd, 403, "security_exception"),
        items(SinkFixture::odd, 404, "index_not_found_exception"),
        items(SinkFixture::odd, 400, "index_closed_exception"),
        items(SinkFixture::odd, 400, "validation_exception"),
        Faults.itemsWithoutCause(SinkFixture::odd, 429));
  }

  ElasticsearchSinkOptions options() {
    return new ElasticsearchSinkOptions(
        Cluster.at(List.of(server.address())),
        new Bulks(10, 1 << 20, 4, Duration.ofSeconds(1)),
        QUICK);
  }

  void writeAll(SinkTask task, int count) throws Exception {
    for (int i = 0; i < count; i++) {
      task.write(document("d" + i, 1, i));
    }
  }

  DocumentWrite document(String id, long version, int calls) {
    return DocumentWrite.replacing(index, id, version, source(calls));
  }

  DocumentWrite poison(String id) {
    return raw(id, "{\"calls\":\"many\"}");
  }

  DocumentWrite raw(String id, String source) {
    return DocumentWrite.replacing(index, id, 1, source.getBytes(StandardCharsets.UTF_8));
  }

  static byte[] source(int calls) {
    return ("{\"calls\":" + calls + "}").getBytes(StandardCharsets.UTF_8);
  }

  static String[] ids(int count) {
    return IntStream.range(0, count).mapToObj(i -> "d" + i).toArray(String[]::new);
  }

  static boolean odd(BulkOperation operation) {
    String id = operation.id();
    return id.startsWith("d") && Integer.parseInt(id.substring(1)) % 2 == 1;
  }

  /** The index: the calls of each document. */
  Map<String, Integer> calls() throws IOException {
    Map<String, Integer> calls = new HashMap<>();
    store.documents(index).forEach((id, source) -> calls.put(id, source.get("calls").asInt()));
    return calls;
  }

  JsonNode onlyDeadLetter() throws IOException {
    Map<String, JsonNode> letters = store.documents(deadLetters);
    assertThat(letters).hasSize(1);
    return letters.values().iterator().next();
  }

  void awaitCalls(int count) {
    awaitUntil(() -> server.bulks().size() >= count);
  }

  void awaitStored(int count) {
    awaitUntil(() -> calls().size() >= count);
  }

  static void awaitWaiting(Thread thread) {
    Set<Thread.State> waiting = Set.of(Thread.State.WAITING, Thread.State.TIMED_WAITING);
    awaitUntil(() -> waiting.contains(thread.getState()));
  }

  static void awaitUntil(Callable<Boolean> condition) {
    long deadline = System.nanoTime() + WAIT_LIMIT.toNanos();
    try {
      while (!condition.call()) {
        if (System.nanoTime() > deadline) {
          throw new AssertionError("What the test waits for did not come within " + WAIT_LIMIT);
        }
        Thread.sleep(2);
      }
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  static void await(CountDownLatch latch) {
    awaitUntil(() -> latch.getCount() == 0);
  }
}
