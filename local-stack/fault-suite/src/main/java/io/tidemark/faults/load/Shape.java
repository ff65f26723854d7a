/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.load;

import java.time.Duration;

/**
 * The shape of a round before its fault.
 *
 * @param parallelism of the job
 * @param partitions of each topic that get records
 * @param silentPartitions of each topic that get none
 * @param events at least that many records are sent
 * @param rate records a second
 * @param span event time that the records cover, up to a full hour before now
 * @param mix shares of special records
 * @param checkpoints interval between them; empty for the shipped one
 * @param intake whether the job reads the topic of intake, too
 */
public record Shape(
    int parallelism,
    int partitions,
    int silentPartitions,
    int events,
    int rate,
    Duration span,
    Mix mix,
    String checkpoints,
    boolean intake) {

  /** Two readers, four partitions, three hours of event time in about ten seconds. */
  public static final Shape USUAL =
      new Shape(2, 4, 0, 3_000, 300, Duration.ofHours(3), Mix.USUAL, "3 s", false);

  public Shape withMix(Mix other) {
    return new Shape(
        parallelism, partitions, silentPartitions, events, rate, span, other, checkpoints, intake);
  }

  /** That many records at such a rate, with checkpoints as shipped. */
  public Shape asShipped(int otherEvents, int otherRate) {
    return new Shape(
        parallelism, partitions, silentPartitions, otherEvents, otherRate, span, mix, "", intake);
  }

  public Shape overSpan(Duration otherSpan) {
    return new Shape(
        parallelism,
        partitions,
        silentPartitions,
        events,
        rate,
        otherSpan,
        mix,
        checkpoints,
        intake);
  }

  public Shape withReaders(int otherParallelism, int otherPartitions, int otherSilent) {
    return new Shape(
        otherParallelism,
        otherPartitions,
        otherSilent,
        events,
        rate,
        span,
        mix,
        checkpoints,
        intake);
  }

  /** With the topic of intake. */
  public Shape withIntake() {
    return new Shape(
        parallelism, partitions, silentPartitions, events, rate, span, mix, checkpoints, true);
  }

  /**
   * Shares of special records, in thousandths of all.
   *
   * @param duplicates the same record again
   * @param conflicting the same id with other values
   * @param late older than the watermark, and still to be counted
   * @param bad to be refused
   * @param steps steps of ComfyUI runs
   */
  public record Mix(int duplicates, int conflicting, int late, int bad, int steps) {
    /** Everything but late records. */
    public static final Mix USUAL = new Mix(50, 5, 0, 10, 200);

    /** Late records, too. */
    public static final Mix WITH_LATE = new Mix(50, 5, 40, 10, 200);

    /** Every third record comes again. */
    public static final Mix MANY_DUPLICATES = new Mix(330, 20, 0, 0, 200);

    /** Mostly steps of ComfyUI runs. */
    public static final Mix MANY_STEPS = new Mix(20, 0, 0, 10, 750);

    /** One of five is bad. */
    public static final Mix MANY_BAD = new Mix(50, 5, 0, 200, 150);
  }
}
