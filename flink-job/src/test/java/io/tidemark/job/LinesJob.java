/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.job.admission.EventTime;
import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.admission.SourceEventTypeInfo;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.options.JobArguments;
import io.tidemark.job.topology.Workload;
import io.tidemark.job.topology.WorkloadPipeline;
import io.tidemark.job.topology.Workloads;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.deadletters.DeadLetterReason;
import io.tidemark.model.formats.FormatFactory;
import io.tidemark.model.formats.FormatRegistry;
import io.tidemark.model.modelcalls.formats.FormatOptions;
import io.tidemark.model.parsing.UsageFormat;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.api.common.typeinfo.Types;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateBackendOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.Collector;

/** All workloads as in production, with lists for topics and for Elasticsearch. */
final class LinesJob {

  private static final String WATERMARK = "watermark ";
  private static final Queue<DocumentWrite> WRITTEN = new ConcurrentLinkedQueue<>();
  private static volatile CountDownLatch sources = new CountDownLatch(0);

  private LinesJob() {}

  /**
   * How a job runs.
   *
   * @param parallelism of everything but the sources
   * @param stateBackend as in Flink's options
   * @param checkpoints their interval; zero for none
   * @param watermark that each source sends behind its last line, when it stays open then; else
   *     null
   * @param options of Tidemark's job
   */
  record Setup(
      int parallelism,
      String stateBackend,
      Duration checkpoints,
      Instant watermark,
      List<String> options) {

    /** One subtask on the heap, without checkpoints, over lines that end. */
    static Setup ending(String... options) {
      return new Setup(1, "hashmap", Duration.ZERO, null, List.of(options));
    }

    Setup withParallelism(int other) {
      return new Setup(other, stateBackend, checkpoints, watermark, options);
    }

    Setup stayingOpenAt(Instant watermarkThen) {
      return new Setup(parallelism, stateBackend, checkpoints, watermarkThen, options);
    }
  }

  /**
   * A job over lines.
   *
   * @param savepoint where it continues from; null for none
   */
  static StreamExecutionEnvironment define(Setup setup, TopicLines lines, String savepoint) {
    WRITTEN.clear();
    sources = new CountDownLatch(Workloads.ALL.size());
    Configuration settings = TidemarkJob.settings();
    settings.set(StateBackendOptions.STATE_BACKEND, setup.stateBackend());
    // All state in one file.
    settings.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
    if (!setup.checkpoints().isZero()) {
      settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, setup.checkpoints());
    }
    if (savepoint != null) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    environment.setParallelism(setup.parallelism());
    environment.setMaxParallelism(512);
    documents(environment, setup, lines)
        .map(LinesJob::keep)
        .returns(DocumentWrite.class)
        .uid("documents")
        .sinkTo(new DiscardingSink<>())
        .uid("end");
    return environment;
  }

  /** A line that is no record, but says how far event time is. */
  static String watermarkAt(Instant time) {
    return WATERMARK + time.toEpochMilli();
  }

  /** Waits until every source has sent all it has. */
  static void awaitAllSent() throws InterruptedException {
    if (!sources.await(1, TimeUnit.MINUTES)) {
      throw new AssertionError("the sources did not send everything within a minute");
    }
  }

  /** Waits until a final document of each of these families was written. */
  static void awaitFinal(String... families) throws InterruptedException {
    // An odd version is that of a final document.
    if (!await(Duration.ofMinutes(1), write -> (write.version & 1) == 1, families)) {
      throw new AssertionError("not all of " + List.of(families) + " were written in a minute");
    }
  }

  /**
   * Waits until any document of each of these families was written.
   *
   * @return false when the time was over before
   */
  static boolean awaitAny(Duration limit, String... families) throws InterruptedException {
    return await(limit, write -> true, families);
  }

  private static boolean await(Duration limit, Predicate<DocumentWrite> which, String... families)
      throws InterruptedException {
    long deadline = System.nanoTime() + limit.toNanos();
    while (!Arrays.stream(families)
        .allMatch(
            family -> written().stream().filter(which).anyMatch(w -> w.index.contains(family)))) {
      if (System.nanoTime() > deadline) {
        return false;
      }
      Thread.sleep(10);
    }
    return true;
  }

  /** Hours that were written since the last {@link #define}, in their order. */
  static List<DocumentWrite> written() {
    return writtenOf("hourly|concurrency");
  }

  /** Days that were written since the last {@link #define}, in their order. */
  static List<DocumentWrite> writtenDays() {
    return writtenOf("daily");
  }

  private static List<DocumentWrite> writtenOf(String kinds) {
    return WRITTEN.stream()
        .filter(document -> document.index.matches(".*-(" + kinds + ")-[0-9.]+"))
        .toList();
  }

  private static DataStream<DocumentWrite> documents(
      StreamExecutionEnvironment environment, Setup setup, TopicLines lines) {
    Wiring wiring =
        new Wiring(JobArguments.parse(setup.options().toArray(String[]::new), Map.of()));
    return Workloads.ALL.stream()
        .map(workload -> documents(environment, setup, lines, workload, wiring.workloadOptions()))
        .reduce(DataStream::union)
        .orElseThrow();
  }

  private static <E, R, K> DataStream<DocumentWrite> documents(
      StreamExecutionEnvironment environment,
      Setup setup,
      TopicLines topics,
      Workload<E, R, K> workload,
      WorkloadOptions options) {
    Lines lines = new Lines(topics.ofWorkload(workload.id()), setup.watermark());
    DataStream<SourceEvent<E>> events = read(environment, workload, lines);
    return WorkloadPipeline.define(events, workload, options).documents();
  }

  private static DocumentWrite keep(DocumentWrite document) {
    WRITTEN.add(document);
    return document;
  }

  /** Lines are read where they are let in: what is read must not cross a network. */
  @SuppressWarnings("deprecation") // As in Lines.
  private static <E> DataStream<SourceEvent<E>> read(
      StreamExecutionEnvironment environment, Workload<E, ?, ?> workload, Lines lines) {
    return environment
        .addSource(lines, "lines", Types.STRING)
        .setParallelism(1)
        .uid(workload.id() + "-lines")
        .process(
            new Read<>(
                workload.source().formats().find(FormatRegistry.NATIVE),
                workload.source().access().time()))
        .returns(new SourceEventTypeInfo<E>())
        .uid(workload.id() + "-read");
  }

  /** Sends lines, then ends or waits. Without state: a file of state holds what pipelines keep. */
  @SuppressWarnings("deprecation") // The newer kind of source takes five classes for this.
  private static final class Lines implements SourceFunction<String> {

    private final List<String> lines;
    private final Instant watermark;
    private volatile boolean cancelled;

    Lines(List<String> lines, Instant watermark) {
      this.lines = lines;
      this.watermark = watermark;
    }

    @Override
    public void run(SourceContext<String> context) throws InterruptedException {
      synchronized (context.getCheckpointLock()) {
        for (String line : lines) {
          if (line.startsWith(WATERMARK)) {
            String time = line.substring(WATERMARK.length());
            context.emitWatermark(new Watermark(Long.parseLong(time)));
          } else {
            context.collect(line);
          }
        }
        if (watermark != null) {
          context.emitWatermark(new Watermark(watermark.toEpochMilli()));
        }
      }
      sources.countDown();
      while (watermark != null && !cancelled) {
        Thread.sleep(10);
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }

  /** Reads a record as the production source does, without Kafka. */
  private static final class Read<E> extends ProcessFunction<String, SourceEvent<E>> {

    private final FormatFactory<E> format;
    private final EventTime<E> time;
    private transient UsageFormat<E> parser;
    private transient SourceEvent<E> incoming;
    private transient long offset;

    Read(FormatFactory<E> format, EventTime<E> time) {
      this.format = format;
      this.time = time;
    }

    @Override
    public void open(OpenContext context) {
      parser = format.create(FormatOptions.NONE);
      incoming = new SourceEvent<>();
    }

    @Override
    public void processElement(String line, Context context, Collector<SourceEvent<E>> out) {
      byte[] record = line.getBytes(UTF_8);
      incoming.from("lines", 0, offset++, 0, ByteBuffer.wrap(record), parser);
      parser.parse(
          record,
          new UsageFormat.Output<E>() {
            @Override
            public void event(E event) {
              out.collect(incoming.event(event, time.applyAsLong(event)));
            }

            @Override
            public void reject(String message) {
              out.collect(incoming.rejected(DeadLetterReason.MALFORMED, message));
            }
          });
    }
  }
}
