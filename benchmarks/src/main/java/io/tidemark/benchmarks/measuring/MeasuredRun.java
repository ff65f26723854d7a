/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.measuring;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;

/**
 * Runs one side of a comparison, first over a small topic so that the compiler has seen it, then
 * over the topic that counts, and writes figures and answers to files.
 */
public final class MeasuredRun {

  /** Figures of the run, as properties. */
  public static final String FIGURES = "figures.properties";

  /** Final hourly figures, one a line. */
  public static final String ANSWERS = "answers";

  private static final Duration LIMIT = Duration.ofMinutes(10);
  private static final Duration LOOK_EVERY = Duration.ofMillis(5);
  private static final int CHECK_EVERY_LOOKS = 200;

  private final JobSettings settings;
  private final Engine engine;

  private MeasuredRun(JobSettings settings, Engine engine) {
    this.settings = settings;
    this.engine = engine;
  }

  /** Runs jobs whose sinks report to {@link RunProgress}. */
  public interface Engine {
    /** Starts one and does not wait. */
    Job start(JobSettings settings) throws Exception;
  }

  /** A job that runs. */
  public interface Job {
    /** Throws when the job has ended, which it does not do by itself. */
    void requireRunning() throws Exception;

    /** Ends it, and adds what only the engine knows of it. */
    void stop(Properties figures) throws Exception;
  }

  /** Runs and measures. */
  public static void take(JobSettings settings, Engine engine) throws Exception {
    new MeasuredRun(settings, engine).take();
  }

  private void take() throws Exception {
    if (settings.has(JobSettings.WARM_UP_TOPIC)) {
      runOnce(settings.forWarmUp());
    }
    write(runOnce(settings));
  }

  private Properties runOnce(JobSettings input) throws Exception {
    RunProgress.reset();
    System.gc();
    Stopwatch.reset();
    Map<Long, Long> threads = ThreadTimes.now();
    Map<String, Long> nativeThreads = NativeThreads.now();
    Job job = engine.start(input.withGroupOfItsOwn());
    await(job, input.number(JobSettings.CALLS));
    Stopwatch.Moment elapsed = Stopwatch.elapsed();
    Properties figures = new Properties();
    figures.setProperty("wall-nanos", Long.toString(elapsed.wall()));
    figures.setProperty("fetching-nanos", Long.toString(Stopwatch.fetchingNanos()));
    figures.setProperty("processor-nanos", Long.toString(elapsed.processor()));
    figures.setProperty("collector-millis", Long.toString(elapsed.collector()));
    figures.setProperty("peak-heap-bytes", Long.toString(Stopwatch.peakHeap()));
    figures.setProperty("documents", Long.toString(RunProgress.documents()));
    ThreadTimes.since(threads)
        .forEach((name, nanos) -> figures.setProperty("thread." + name, Long.toString(nanos)));
    NativeThreads.since(nativeThreads)
        .forEach((name, nanos) -> figures.setProperty("thread." + name, Long.toString(nanos)));
    InputProbe.write(figures);
    job.stop(figures);
    return figures;
  }

  private static void await(Job job, long calls) throws Exception {
    long deadline = System.nanoTime() + LIMIT.toNanos();
    int looks = 0;
    while (RunProgress.calls() < calls) {
      Thread.sleep(LOOK_EVERY.toMillis());
      InputProbe.look(RunProgress.calls());
      if (++looks % CHECK_EVERY_LOOKS == 0) {
        job.requireRunning();
      }
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "After " + LIMIT + " the job has " + RunProgress.calls() + " calls of " + calls);
      }
    }
  }

  private void write(Properties figures) throws IOException {
    Path folder = settings.folder();
    Files.write(folder.resolve(ANSWERS), RunProgress.answers(), UTF_8);
    try (Writer file = Files.newBufferedWriter(folder.resolve(FIGURES), UTF_8)) {
      figures.store(file, null);
    }
  }
}
