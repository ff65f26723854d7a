/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.random.RandomGenerator;

/**
 * Steps of ComfyUI runs in the order in which they are sent. No step is at the end of event time or
 * after it.
 */
public final class RunMaker {

  private static final long SHORTEST_LONG_RUN = Duration.ofHours(1).toMillis();
  private static final long LONGEST_RUN = Duration.ofHours(5).toMillis();

  private final RunShape shape;
  private final RandomGenerator random;
  private final long end;
  private final PriorityQueue<Step> waiting =
      new PriorityQueue<>(Comparator.comparingLong(Step::sentAt).thenComparing(Step::number));
  private long runs;
  private long steps;

  private record Step(long sentAt, long number, String json) {
    byte[] bytes() {
      return json.getBytes(US_ASCII);
    }
  }

  /** A run as it was planned, whether or not all of its steps are sent. */
  record PlannedRun(String tenant, long started, long ended) {}

  /**
   * Creates a maker.
   *
   * @param end of event time, exclusive, milliseconds since 1970
   */
  public RunMaker(RunShape shape, RandomGenerator random, long end) {
    this.shape = shape;
    this.random = random;
    this.end = end;
  }

  /** The next step that is due at a time; one of a new run when none is due. */
  public byte[] nextStep(long time) {
    if (waiting.isEmpty() || waiting.peek().sentAt() > time) {
      planRun(time);
    }
    return waiting.remove().bytes();
  }

  /** The next step that is due before a time; null when there is none. */
  byte[] pollStepBefore(long time) {
    return !waiting.isEmpty() && waiting.peek().sentAt() < time ? waiting.remove().bytes() : null;
  }

  /** The next planned step; null when there is none. */
  public byte[] pollStep() {
    return pollStepBefore(Long.MAX_VALUE);
  }

  /**
   * Plans a run, of which at least one step is sent.
   *
   * @param submitted before the end of event time
   */
  PlannedRun planRun(long submitted) {
    int person = random.nextInt(shape.people().count());
    long run = runs++;
    long started = submitted + Draws.drawLogNormal(random, 3_000, 1.0);
    long ended = started + drawLength();
    String result = drawResult();
    int missing = shape.incompleteOneIn() == 0 ? -1 : random.nextInt(shape.incompleteOneIn());
    addStep(run, person, "submitted", submitted, missing == 0 && started < end);
    addStep(run, person, "started", started, missing == 1);
    addStep(run, person, result, ended, missing == 2);
    return new PlannedRun(shape.people().caller(person, run).tenant(), started, ended);
  }

  private long drawLength() {
    return random.nextDouble() < shape.longRuns()
        ? random.nextLong(SHORTEST_LONG_RUN, LONGEST_RUN)
        : Draws.drawLogNormal(random, 40_000, 0.9);
  }

  private String drawResult() {
    int dice = random.nextInt(25);
    if (dice < shape.failed()) {
      return "failed";
    }
    return dice < shape.failed() + shape.cancelled() ? "cancelled" : "succeeded";
  }

  private void addStep(long run, int person, String event, long time, boolean missing) {
    if (missing || time >= end) {
      return;
    }
    String json = createStep(run, person, event, time);
    long sentAt = delay(time);
    waiting.add(new Step(sentAt, steps++, json));
    if (random.nextDouble() < shape.duplicates()) {
      waiting.add(new Step(delay(sentAt), steps++, json));
    }
  }

  private long delay(long time) {
    return time + Draws.drawDelay(random, shape.maxDelay());
  }

  /** Writes a step that comes after those of all runs. */
  byte[] createLastStep(int partition, long time) {
    return createStep(runs + partition, 0, "submitted", time).getBytes(US_ASCII);
  }

  private String createStep(long run, int person, String event, long time) {
    RunCaller caller = shape.people().caller(person, run);
    return "{\"task_id\":\"%016x-%012x\",\"event\":\"%s\",\"event_time\":%d,"
            .formatted(RunShape.mix(run), run, event, time)
        + "\"tenant_id\":\"%s\",\"user_id\":\"%s\",".formatted(caller.tenant(), caller.user())
        + "\"api_key_id\":\"%s\",".formatted(caller.key())
        + "\"workflow_id\":\"%s\",".formatted(caller.workflow())
        + "\"workflow_name\":\"%s\",".formatted(caller.workflowName())
        + "\"source\":\"%s\"".formatted(caller.source())
        + (event.equals("failed") ? "," + shape.failure() + "}" : "}");
  }
}
