/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.events;

import java.util.SplittableRandom;

/**
 * Steps of ComfyUI runs in large numbers, the same for the same {@link EventVolume}: submitted,
 * started and ended, in the order of time but for a delay of up to a minute, 2 % of them sent a
 * second time. After the last window only a submission in each partition is sent, which closes it.
 */
public final class RunGenerator {

  private static final int STEPS = 3;

  private final EventVolume volume;
  private final RunMaker runs;
  private long sent;

  /** Takes the runs, from their start until just before their end. */
  @FunctionalInterface
  public interface Runs {
    void add(String tenant, long started, long ended);
  }

  public RunGenerator(EventVolume volume) {
    this.volume = volume;
    runs = new RunMaker(RunShape.platform(), new SplittableRandom(volume.seed()), volume.end());
  }

  /** Makes all steps, in the order in which they are sent. */
  public void generate(Runs planned, EventTarget target) {
    long all = volume.events() / STEPS;
    for (long run = 0; run < all; run++) {
      long submitted = volume.spread(run, all);
      sendUntil(submitted, target);
      RunMaker.PlannedRun added = runs.planRun(submitted);
      planned.add(added.tenant(), added.started(), added.ended());
    }
    sendUntil(Long.MAX_VALUE, target);
    for (int partition = 0; partition < volume.partitions(); partition++) {
      target.send(partition, runs.createLastStep(partition, volume.closingTime()));
    }
  }

  private void sendUntil(long time, EventTarget target) {
    for (byte[] step = runs.pollStepBefore(time); step != null; step = runs.pollStepBefore(time)) {
      target.send((int) (sent++ % volume.partitions()), step);
    }
  }
}
