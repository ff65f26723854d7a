/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.eventtime.AcceptedTimes;
import io.tidemark.model.codingagents.AgentMeasurement;
import io.tidemark.model.codingagents.NativeAgentFormat;
import io.tidemark.model.codingagents.OtlpMetricsFormat;
import io.tidemark.model.comfyui.AuditLogFormat;
import io.tidemark.model.comfyui.ComfyuiHistoryFormat;
import io.tidemark.model.comfyui.ComfyuiStep;
import io.tidemark.model.comfyui.NativeComfyuiFormat;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.formats.Examples;
import io.tidemark.model.modelcalls.formats.FormatOptions;
import io.tidemark.model.modelcalls.formats.ModelCallFormats;
import io.tidemark.model.parsing.Mutations;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.training.NativeTrainingFormat;
import io.tidemark.model.training.TrainingEvent;
import io.tidemark.testkit.time.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.metrics.groups.UnregisteredMetricsGroup;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Damaged records of every format on their way in: each event counts or is refused with the reason
 * that the contract gives, and the records around it are read.
 */
@Tag("fast")
class RefusalReasonsTest {

  private static final long SEED = 20260103;
  private static final int RECORDS = 10_000;
  static final int MOST_BYTES = 1 << 20;

  /** So often a record is too large. */
  private static final int LARGE_EVERY = 1_000;

  /** On the day of the examples. */
  static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");

  private static final Instant LAST_ACCEPTED = Instant.parse("2026-01-01T12:10:00Z");
  private static final Instant FIRST_KEPT = Instant.parse("2025-12-03T00:00:00Z");

  /** A format, and a good record of it. */
  record Kind<E>(UsageFormat<E> format, ToLongFunction<E> time, String example) {}

  static Stream<Named<Kind<?>>> kinds() {
    FormatOptions options = FormatOptions.NONE.withDefaultTenant("acme");
    Stream<Named<Kind<?>>> modelCalls =
        ModelCallFormats.names().stream()
            .map(
                name ->
                    Named.of(
                        name,
                        new Kind<ModelCall>(
                            ModelCallFormats.byName(name, options),
                            ModelCall::eventTime,
                            Examples.of(name))));
    return Stream.concat(modelCalls, Stream.of(followed()));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // An array of a generic type.
  private static Named<Kind<?>>[] followed() {
    return new Named[] {
      comfyui(
          "comfyui",
          new NativeComfyuiFormat(),
          "{'task_id':'p1','event':'failed','event_time':'2026-01-01T01:01:00Z','tenant_id':'t'}"),
      comfyui(
          "comfyui-history",
          new ComfyuiHistoryFormat("acme"),
          "{'p-1':{'prompt':[1,'p-1',{},{'create_time':1767229200000},[]],'status':{'messages':["
              + "['execution_start',{'prompt_id':'p-1','timestamp':1767229201000}],"
              + "['execution_error',{'prompt_id':'p-1','timestamp':1767229202000}]]}}}"),
      comfyui(
          "audit-log",
          new AuditLogFormat("acme"),
          "{'timestamp':'2026-01-01T01:00:23Z','request_id':'r-1','processing_time_sec':20.5,"
              + "'status':'success'}"),
      Named.of(
          "training",
          new Kind<TrainingEvent>(
              new NativeTrainingFormat(),
              event -> event.eventTime,
              json(
                  "{'job_id':'j','event':'progress','event_time':1767229200125,'tenant_id':'t',"
                      + "'trained_tokens':5}"))),
      agents(
          "coding-agents",
          new NativeAgentFormat(),
          "{'measurement_id':'m','event_time':1767229200.125,'tenant_id':'t','metric':'cost_usd',"
              + "'value':0.25}"),
      agents(
          "otlp-metrics",
          new OtlpMetricsFormat("tenant.id", "acme"),
          "{'resourceMetrics':[{'scopeMetrics':[{'metrics':[{'name':'claude_code.commit.count',"
              + "'sum':{'aggregationTemporality':1,'dataPoints':[{'timeUnixNano':"
              + "'1767229200125000000','asDouble':1}]}}]}]}]}")
    };
  }

  private static Named<Kind<?>> comfyui(
      String name, UsageFormat<ComfyuiStep> format, String example) {
    return Named.of(name, new Kind<ComfyuiStep>(format, step -> step.eventTime, json(example)));
  }

  private static Named<Kind<?>> agents(
      String name, UsageFormat<AgentMeasurement> format, String example) {
    return Named.of(name, new Kind<AgentMeasurement>(format, one -> one.eventTime, json(example)));
  }

  private static String json(String quoted) {
    return quoted.replace('\'', '"');
  }

  @ParameterizedTest
  @MethodSource("kinds")
  <E> void everyRefusalHasItsReason(Kind<E> kind) {
    Mutations mutations = new Mutations(SEED, List.of("event_time", "timestamp", "tenant_id"));
    Reader<E> reader = new Reader<>(kind);
    TreeSet<String> reasons = new TreeSet<>();
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = mutations.of(kind.example());
      if (i % LARGE_EVERY == 0) {
        record = Arrays.copyOf(record, MOST_BYTES + 1);
      }
      List<String> read = reader.read(i, record);
      assertThat(read)
          .as(
              "seed %s, record %s: %s",
              SEED, i, new String(record, 0, Math.min(900, record.length), UTF_8))
          .isEqualTo(expected(kind, record));
      reasons.addAll(read);
    }
    assertThat(reasons).contains("counts", "malformed", "too_large");
    assertThat(reader.read(RECORDS, kind.example().getBytes(UTF_8))).containsOnly("counts");
    assertThat(reader.offset()).isEqualTo(RECORDS + 1);
  }

  /** The table of the contract: a record that the format cannot read, else the event's time. */
  private static <E> List<String> expected(Kind<E> kind, byte[] record) {
    List<String> expected = new ArrayList<>();
    if (record.length > MOST_BYTES) {
      return List.of("too_large");
    }
    kind.format()
        .parse(
            record,
            new UsageFormat.Output<>() {
              @Override
              public void event(E event) {
                Instant time = Instant.ofEpochMilli(kind.time().applyAsLong(event));
                boolean future = time.isAfter(LAST_ACCEPTED);
                boolean expired = time.isBefore(FIRST_KEPT);
                expected.add(future ? "future" : expired ? "expired" : "counts");
              }

              @Override
              public void reject(String message) {
                expected.add("malformed");
              }
            });
    return expected;
  }

  /** The way in, with a clock that stands. */
  private static final class Reader<E> implements SourceOutput<SourceEvent<E>> {

    private final UsageSplitState split =
        new UsageSplitState(
            new KafkaPartitionSplit(new TopicPartition("topic", 0), 0),
            Duration.ofSeconds(30),
            NOON.toEpochMilli());
    private final UsageRecordEmitter<E> emitter;
    private final List<String> read = new ArrayList<>();

    Reader(Kind<E> kind) {
      emitter =
          new UsageRecordEmitter<>(
              Map.of("topic", kind.format()),
              kind.time()::applyAsLong,
              new AcceptedTimes(Duration.ofMinutes(10), Duration.ofDays(30)),
              new ManualClock(NOON),
              new SourceMetrics(new UnregisteredMetricsGroup()));
    }

    /** The outcome of each event of a record: {@code counts}, or why it does not. */
    List<String> read(long offset, byte[] value) {
      read.clear();
      emitter.emitRecord(Reading.consumed("topic", 0, offset, value), this, split);
      return List.copyOf(read);
    }

    long offset() {
      return split.getCurrentOffset();
    }

    @Override
    public void collect(SourceEvent<E> incoming) {
      if (incoming.kind() == SourceEvent.Kind.EVENT) {
        read.add("counts");
        return;
      }
      assertThat(incoming.message()).isNotBlank();
      read.add(incoming.reason().id());
    }

    @Override
    public void collect(SourceEvent<E> incoming, long timestamp) {
      throw new AssertionError("times are the business of the watermark strategy");
    }

    @Override
    public void emitWatermark(Watermark watermark) {
      throw new AssertionError("watermarks are the business of the watermark strategy");
    }

    @Override
    public void markIdle() {
      throw new AssertionError("a reader with records is not idle");
    }

    @Override
    public void markActive() {
      throw new AssertionError("a reader with records was not idle");
    }
  }
}
