/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.window;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.modelcalls.StoredDocuments;
import io.tidemark.job.topology.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * Ways of events to their documents: the quiet one, in their order, and hard ones with duplicates,
 * late events, and crashes after which the rest comes in another order while any part of the lost
 * documents was written before.
 *
 * @param <E> the event
 * @param <K> the key of the operator that folds them
 */
public final class HardWay<E, K> {

  public static final long MINUTE = Duration.ofMinutes(1).toMillis();
  public static final long HOUR = Duration.ofHours(1).toMillis();

  /** The first moment of events. */
  public static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();

  /** Nothing is closed for corrections before; the last moment of events. */
  public static final long LAST_OPEN = TEN + 24 * HOUR + 55 * MINUTE;

  private static final long DAY = 24 * HOUR;

  private final Workload<E, E, K> workload;
  private final StoredDocuments stored = new StoredDocuments();

  private HardWay(Workload<E, E, K> workload) {
    this.workload = workload;
  }

  /** The figures in the end when events come in their order. */
  public static <E, K> Map<String, JsonNode> figuresOfQuietWay(
      Workload<E, E, K> workload, List<E> events) throws Exception {
    HardWay<E, K> way = new HardWay<>(workload);
    try (GatedHours<E, K> job = new GatedHours<>(workload, null)) {
      for (E event : events) {
        job.take(event);
      }
      way.close(job);
    }
    return way.stored.figures();
  }

  /** The figures in the end of a hard way. */
  public static <E, K> Map<String, JsonNode> figures(
      Workload<E, E, K> workload, List<E> events, Random random) throws Exception {
    HardWay<E, K> way = new HardWay<>(workload);
    way.go(events, random);
    return way.stored.figures();
  }

  private void go(List<E> events, Random random) throws Exception {
    List<E> left = new ArrayList<>(events);
    for (int i = 0; i < events.size() / 4; i++) {
      left.add(events.get(random.nextInt(events.size())));
    }
    GatedHours.Snapshot snapshot = null;
    long clock = TEN + 5 * HOUR;
    long id = 0;
    while (!left.isEmpty()) {
      // The partitions of a topic are read in another order each time.
      Collections.shuffle(left, random);
      int crash = 1 + random.nextInt(left.size());
      int checkpoint = random.nextInt(crash);
      boolean last = crash == left.size();
      try (GatedHours<E, K> job = new GatedHours<>(workload, snapshot)) {
        if (random.nextBoolean()) {
          // Else the first checkpoint comes before what a restart hands on.
          job.clock(clock);
          job.clock(++clock);
        }
        List<E> taken = List.copyOf(left.subList(0, crash));
        for (int i = 0; i < crash; i++) {
          if (i == checkpoint) {
            snapshot = job.snapshot(++id);
            // The sink writes everything before the barrier, or the checkpoint fails.
            write(job);
            left = new ArrayList<>(left.subList(i, left.size()));
            if (random.nextInt(3) > 0) {
              job.completed(id);
            }
          }
          job.take(taken.get(i));
          clock += random.nextInt(40_000);
          job.clock(clock);
          if (random.nextInt(3) == 0) {
            job.watermark(TEN + (long) (random.nextDouble() * (LAST_OPEN - TEN)));
          }
          if (random.nextBoolean()) {
            write(job);
          }
        }
        if (last) {
          close(job);
          left.clear();
        }
      }
    }
  }

  /** All corrections are published. */
  private void close(GatedHours<E, K> job) throws Exception {
    job.watermark(LAST_OPEN);
    job.end();
    job.clock(TEN + 10 * DAY);
    job.clock(TEN + 10 * DAY + HOUR);
    job.watermark(TEN + 4 * DAY);
    job.end();
    job.clock(TEN + 11 * DAY);
    write(job);
  }

  private void write(GatedHours<E, K> job) {
    job.takeDocuments().forEach(stored::write);
  }
}
