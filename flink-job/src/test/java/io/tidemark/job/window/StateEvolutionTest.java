/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.hourly.DimensionKey;
import io.tidemark.model.hourly.HourlyFamily;
import io.tidemark.model.index.IndexFamily;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.flink.contrib.streaming.state.EmbeddedRocksDBStateBackend;
import org.apache.flink.runtime.checkpoint.OperatorSubtaskState;
import org.apache.flink.runtime.state.StateBackend;
import org.apache.flink.runtime.state.hashmap.HashMapStateBackend;
import org.apache.flink.streaming.api.operators.KeyedProcessOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.streaming.util.KeyedOneInputStreamOperatorTestHarness;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A measure is added to a schema: windows of the build before continue, and do not know it. */
@Tag("fast")
class StateEvolutionTest {

  private static final HourlyFamily FAMILY =
      new HourlyFamily(IndexFamily.MODEL_CALLS_HOURLY, List.of("tenant_id"));
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

  static Stream<StateBackend> backends() {
    return Stream.of(new HashMapStateBackend(), new EmbeddedRocksDBStateBackend());
  }

  @ParameterizedTest
  @MethodSource("backends")
  void readsStateOfTheVersionBefore(StateBackend backend) throws Exception {
    WindowTypes first = EvolvingCodecs.startBuild(1);
    OperatorSubtaskState state;
    try (Publisher publisher = new Publisher(first, backend, null)) {
      publisher.send("old", 10);
      publisher.send("both", 20);
      state = publisher.snapshot();
    }

    WindowTypes second = EvolvingCodecs.startBuild(2);
    try (Publisher publisher = new Publisher(second, backend, state)) {
      publisher.send("both", 1);
      publisher.send("new", 2);
      Map<String, JsonNode> documents = publisher.close(TEN);

      assertThat(documents.keySet()).containsExactly("both", "new", "old");
      JsonNode old = documents.get("old");
      assertThat(old.path("tokens").asLong()).isEqualTo(10);
      assertThat(old.has("audio_tokens")).isFalse();
      assertThat(old.has("retried")).isFalse();
      assertThat(old.has("queue_ms")).isFalse();
      JsonNode both = documents.get("both");
      assertThat(both.path("calls").asLong()).isEqualTo(2);
      assertThat(both.path("tokens").asLong()).isEqualTo(21);
      assertThat(both.path("audio_tokens").asLong()).isEqualTo(7);
      assertThat(both.path("retried").asLong(-1)).isZero();
      assertThat(both.path("latency_ms").path("count").asLong()).isEqualTo(2);
      assertThat(both.path("queue_ms").path("count").asLong()).isEqualTo(1);
      assertThat(documents.get("new").path("audio_tokens").asLong()).isEqualTo(7);

      publisher.close(TEN + 25 * HOUR);
      assertThat(publisher.countTimers()).isZero();
    }
  }

  @ParameterizedTest
  @MethodSource("backends")
  void rejectsStateOfALaterSchema(StateBackend backend) throws Exception {
    WindowTypes second = EvolvingCodecs.startBuild(2);
    OperatorSubtaskState state;
    try (Publisher publisher = new Publisher(second, backend, null)) {
      publisher.send("acme", 1);
      state = publisher.snapshot();
    }
    WindowTypes first = EvolvingCodecs.startBuild(1);

    assertThatThrownBy(() -> new Publisher(first, backend, state))
        .hasStackTraceContaining("State of 'window-state:evolving schema' has version 2")
        .hasStackTraceContaining("this build reads versions up to 1");
  }

  /** The publisher of windows, as one subtask of a build runs it. */
  private static final class Publisher implements AutoCloseable {
    private final WindowTypes types;
    private final KeyedOneInputStreamOperatorTestHarness<WindowKey, PartialAggregate, DocumentWrite>
        harness;

    Publisher(WindowTypes types, StateBackend backend, OperatorSubtaskState state)
        throws Exception {
      this.types = types;
      harness =
          new KeyedOneInputStreamOperatorTestHarness<>(
              new KeyedProcessOperator<>(
                  new WindowPublisher(FAMILY, FoldedHours.HOURS, types.state())),
              PartialAggregate::group,
              WindowKey.TYPE);
      harness.setStateBackend(backend);
      if (state != null) {
        harness.initializeState(state);
      }
      harness.open();
    }

    void send(String tenant, long tokens) throws Exception {
      Aggregate part = new Aggregate(types.layout());
      part.addEvents(1);
      part.add(types.layout().findSum("calls"), 1);
      part.add(types.layout().findSum("tokens"), tokens);
      part.addDuration(types.layout().findHistogram("latency_ms"), 100);
      if (types.layout().version() > 1) {
        part.add(types.layout().findSum("audio_tokens"), 7);
        part.addDuration(types.layout().findHistogram("queue_ms"), 5);
      }
      harness.processElement(
          new StreamRecord<>(
              new PartialAggregate(new WindowKey(TEN, DimensionKey.of(tenant)), part)));
    }

    OperatorSubtaskState snapshot() throws Exception {
      return harness.snapshot(1, 1);
    }

    /** Closes the window that starts there; its documents by tenant. */
    Map<String, JsonNode> close(long windowStart) throws Exception {
      harness.processWatermark(new Watermark(windowStart + HOUR));
      Map<String, JsonNode> documents = new TreeMap<>();
      for (DocumentWrite write : harness.extractOutputValues()) {
        JsonNode document = parse(write);
        documents.put(document.path("tenant_id").asText(), document);
      }
      return documents;
    }

    int countTimers() {
      return harness.numEventTimeTimers();
    }

    private static JsonNode parse(DocumentWrite write) throws IOException {
      return new ObjectMapper().readTree(write.source);
    }

    @Override
    public void close() throws Exception {
      harness.close();
    }
  }
}
