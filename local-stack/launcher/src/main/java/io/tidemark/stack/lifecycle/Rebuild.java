/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.lifecycle;

import io.tidemark.stack.StackException;
import io.tidemark.stack.flink.FlinkClient;
import io.tidemark.stack.flink.FlinkClient.ReadSoFar;
import io.tidemark.stack.flink.JobState;
import io.tidemark.stack.flink.JobSubmission;
import io.tidemark.stack.process.Await;
import io.tidemark.stack.send.ProgressBar;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;

/** Recomputes past windows from the topics while the job runs. */
public final class Rebuild {

  /** A month of topics at a slow disk's pace. */
  private static final Duration LIMIT = Duration.ofHours(24);

  private static final long ALL = 100;

  private final StackSettings settings;
  private final PrintWriter out;
  private final boolean terminal;

  /** Reports its progress to {@code out}. */
  public Rebuild(StackSettings settings, PrintWriter out, boolean terminal) {
    this.settings = settings;
    this.out = out;
    this.terminal = terminal;
  }

  /**
   * Returns when every document of the hours is written.
   *
   * @param from in the first hour
   * @param to in the last hour, or its end
   * @param more arguments of the job, such as {@code --pipelines}
   * @throws StackException when the stack does not run, has no free slot, or the job fails
   */
  public void run(Instant from, Instant to, List<String> more) {
    RunningStack stack = new RunningStack(settings);
    FlinkClient flink = stack.flink();
    List<String> arguments = new ArrayList<>(stack.jobArguments());
    Instant first = from.truncatedTo(ChronoUnit.HOURS);
    Instant end = to.truncatedTo(ChronoUnit.HOURS);
    end = end.equals(to) ? end : end.plus(1, ChronoUnit.HOURS);
    arguments.addAll(List.of("--rebuild.from", first.toString(), "--rebuild.to", end.toString()));
    arguments.addAll(more);
    if (flink.freeSlots() == 0) {
      // Flink would wait for minutes before it says so.
      throw new StackException(
          "no slot of the TaskManager is free: another rebuild runs, see bin/tidemark status");
    }
    long begin = System.nanoTime();
    String job = submitJob(flink, arguments);
    out.println("rebuilding " + first + " to " + end + ", job " + job);
    out.println(
        "it continues when you stop this command; bin/tidemark status shows it, down ends it");
    out.flush();
    watchJob(flink, job);
    JobState ended = flink.jobState(job).orElse(null);
    if (ended == null || !ended.name().equals("FINISHED")) {
      throw new StackException("the rebuild did not finish: " + flink.describeFailure(job));
    }
    // Flink forgets how much was read as soon as the job has ended.
    double seconds = (System.nanoTime() - begin) / 1e9;
    out.println(String.format(Locale.ROOT, "the hours are written, after %.1f s", seconds));
    out.flush();
  }

  /** The error of the job about its options, with the names that they have here. */
  private String submitJob(FlinkClient flink, List<String> arguments) {
    try {
      return flink.submitJob(JobSubmission.createFresh(settings.checkout().jobJar(), arguments));
    } catch (StackException refused) {
      throw new StackException(refused.getMessage().replace("--rebuild.", "--"), refused);
    }
  }

  private void watchJob(FlinkClient flink, String job) {
    AtomicLong read = new AtomicLong();
    ProgressBar progress = new ProgressBar(out, terminal, ALL);
    boolean over =
        Await.until(
            () -> {
              ReadSoFar now = flink.readSoFar(job);
              read.accumulateAndGet(now.read(), Math::max);
              progress.showProgress(read.get(), computePercent(now));
              return flink.hasEnded(job);
            },
            LIMIT);
    progress.clear();
    if (!over) {
      throw new StackException("the rebuild has not ended within " + LIMIT + "; it runs on");
    }
  }

  private static long computePercent(ReadSoFar so) {
    return so.read() == 0 ? 0 : ALL * so.read() / (so.read() + so.pending());
  }
}
