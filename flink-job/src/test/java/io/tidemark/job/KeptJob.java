/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.job.codingagents.CodingAgentPipeline;
import io.tidemark.job.comfyui.ComfyuiPipeline;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.intake.Incoming;
import io.tidemark.job.intake.IncomingTypeInfo;
import io.tidemark.job.modelcalls.ModelCallPipeline;
import io.tidemark.job.options.JobArguments;
import io.tidemark.job.training.TrainingPipeline;
import io.tidemark.model.codingagents.NativeAgentFormat;
import io.tidemark.model.comfyui.NativeComfyuiFormat;
import io.tidemark.model.deadletters.DeadLetterReason;
import io.tidemark.model.intake.UsageFormat;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.modelcalls.NativeModelCallFormat;
import io.tidemark.model.training.NativeTrainingFormat;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.functions.sink.v2.DiscardingSink;
import org.apache.flink.streaming.api.functions.source.SourceFunction;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.util.function.SerializableSupplier;

/** The four pipelines as in production, with lists for topics and for Elasticsearch. */
final class KeptJob {

  /** Within the first hour: nothing is final when the state is kept. */
  private static final long FIRST_HALF = Instant.parse("2026-11-22T10:30:00Z").toEpochMilli();

  private static final Queue<DocumentWrite> WRITTEN = new ConcurrentLinkedQueue<>();
  private static volatile CountDownLatch sources = new CountDownLatch(0);

  private KeptJob() {}

  /**
   * A job over {@code events}.
   *
   * @param staysOpen whether it goes on when all events are sent
   * @param savepoint where it goes on from; null for none
   */
  static StreamExecutionEnvironment define(KeptEvents events, boolean staysOpen, String savepoint) {
    WRITTEN.clear();
    sources = new CountDownLatch(4);
    Configuration settings = TidemarkJob.settings();
    // All state in one file.
    settings.set(CheckpointingOptions.FS_SMALL_FILE_THRESHOLD, MemorySize.ofMebiBytes(1));
    if (savepoint != null) {
      settings.set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint);
    }
    StreamExecutionEnvironment environment =
        StreamExecutionEnvironment.getExecutionEnvironment(settings);
    environment.setParallelism(1);
    environment.setMaxParallelism(512);
    documents(environment, events, staysOpen)
        .map(KeptJob::keep)
        .returns(DocumentWrite.class)
        .uid("documents")
        .sinkTo(new DiscardingSink<>())
        .uid("end");
    return environment;
  }

  /** Waits until every source has sent all it has. */
  static void awaitAllSent() throws InterruptedException {
    if (!sources.await(1, TimeUnit.MINUTES)) {
      throw new AssertionError("the sources did not send everything within a minute");
    }
  }

  /** Hours that were written since the last {@link #define}, in their order. */
  static List<DocumentWrite> written() {
    return WRITTEN.stream()
        .filter(document -> document.index.matches(".*-(hourly|concurrency)-[0-9.]+"))
        .toList();
  }

  private static DataStream<DocumentWrite> documents(
      StreamExecutionEnvironment environment, KeptEvents events, boolean staysOpen) {
    String[] none = {"--provisional-every", "0"};
    Wiring wiring = new Wiring(JobArguments.parse(none, Map.of()));
    return ModelCallPipeline.define(
            read(
                environment,
                ModelCallPipeline.NAME,
                new Lines<>(
                    events.calls(), staysOpen, NativeModelCallFormat::new, ModelCall::eventTime)),
            wiring.hours(),
            wiring.countOnce(),
            wiring.records())
        .documents()
        .union(
            ComfyuiPipeline.define(
                    read(
                        environment,
                        ComfyuiPipeline.NAME,
                        new Lines<>(
                            events.steps(), staysOpen, NativeComfyuiFormat::new, e -> e.eventTime)),
                    wiring.hours(),
                    wiring.comfyuiRuns())
                .documents(),
            TrainingPipeline.define(
                    read(
                        environment,
                        TrainingPipeline.NAME,
                        new Lines<>(
                            events.trainings(),
                            staysOpen,
                            NativeTrainingFormat::new,
                            e -> e.eventTime)),
                    wiring.hours(),
                    wiring.follow())
                .documents(),
            CodingAgentPipeline.define(
                    read(
                        environment,
                        CodingAgentPipeline.NAME,
                        new Lines<>(
                            events.measurements(),
                            staysOpen,
                            NativeAgentFormat::new,
                            e -> e.eventTime)),
                    wiring.hours(),
                    wiring.follow())
                .documents());
  }

  private static DocumentWrite keep(DocumentWrite document) {
    WRITTEN.add(document);
    return document;
  }

  @SuppressWarnings("deprecation") // As in Lines.
  private static <E> DataStream<Incoming<E>> read(
      StreamExecutionEnvironment environment, String pipeline, Lines<E> lines) {
    return environment
        .addSource(lines, "lines", new IncomingTypeInfo<E>())
        .setParallelism(1)
        .uid(pipeline + "-lines");
  }

  private interface Time<E> extends ToLongFunction<E>, java.io.Serializable {}

  /** Sends lines, then ends or waits. Without state: a file of state holds what pipelines keep. */
  @SuppressWarnings("deprecation") // The newer kind of source takes five classes for this.
  private static final class Lines<E> implements SourceFunction<Incoming<E>> {

    private final List<String> lines;
    private final boolean staysOpen;
    private final SerializableSupplier<UsageFormat<E>> format;
    private final Time<E> time;
    private volatile boolean cancelled;

    Lines(
        List<String> lines,
        boolean staysOpen,
        SerializableSupplier<UsageFormat<E>> format,
        Time<E> time) {
      this.lines = lines;
      this.staysOpen = staysOpen;
      this.format = format;
      this.time = time;
    }

    @Override
    public void run(SourceContext<Incoming<E>> context) throws InterruptedException {
      UsageFormat<E> parser = format.get();
      Incoming<E> incoming = new Incoming<>();
      synchronized (context.getCheckpointLock()) {
        for (int i = 0; i < lines.size(); i++) {
          byte[] record = lines.get(i).getBytes(UTF_8);
          incoming.from("lines", 0, i, 0, record);
          parser.parse(
              record,
              new UsageFormat.Output<E>() {
                @Override
                public void event(E event) {
                  context.collect(incoming.event(event, time.applyAsLong(event)));
                }

                @Override
                public void reject(String message) {
                  context.collect(incoming.rejected(DeadLetterReason.MALFORMED, message));
                }
              });
        }
        if (staysOpen) {
          context.emitWatermark(new Watermark(FIRST_HALF));
        }
      }
      sources.countDown();
      while (staysOpen && !cancelled) {
        Thread.sleep(10);
      }
    }

    @Override
    public void cancel() {
      cancelled = true;
    }
  }
}
