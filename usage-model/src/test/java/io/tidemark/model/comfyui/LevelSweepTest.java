/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.comfyui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class LevelSweepTest {

  private static final int HOUR = 3_600_000;

  /** Windows are laid around midnight, so that runs cross borders of hours and of a day. */
  private static final long FIRST_WINDOW = 22L * HOUR;

  private static final int WINDOWS = 4;

  private record Run(long start, long end) {}

  @Test
  void aRunThatEndsAsAnotherStartsDoesNotRaiseThePeak() {
    LevelChanges changes = changes(new Run(0, 1000), new Run(1000, 3000));

    LevelSweep sweep = LevelSweep.of(0, changes, HOUR);

    assertThat(sweep.max()).isEqualTo(1);
    assertThat(sweep.min()).isZero();
    assertThat(sweep.runningMillis()).isEqualTo(3000);
    assertThat(sweep.millisAtLevel()).isEqualTo(Map.of(0L, HOUR - 3000L, 1L, 3000L));
  }

  @Test
  void aRunWithoutLengthIsNotSeen() {
    LevelSweep sweep = LevelSweep.of(0, changes(new Run(5, 5)), HOUR);

    assertThat(sweep.max()).isZero();
    assertThat(sweep.millisAtLevel()).isEqualTo(Map.of(0L, (long) HOUR));
  }

  @Test
  void needsNoChangeForRunsOverTheWholeWindow() {
    LevelSweep sweep = LevelSweep.of(3, new LevelChanges(), HOUR);

    assertThat(sweep.min()).isEqualTo(3);
    assertThat(sweep.max()).isEqualTo(3);
    assertThat(sweep.mean()).isEqualTo(3.0);
    assertThat(sweep.lastLevel()).isEqualTo(3);
    assertThat(sweep.minuteMax()).hasSize(60).containsOnly(3);
  }

  @Test
  void theRunningWindowIsMeasuredUpToAMomentOnly() {
    LevelChanges changes = changes(new Run(30_000, 90_000), new Run(80_000, 200_000));

    LevelSweep sweep = LevelSweep.of(0, changes, 70_000);

    assertThat(sweep.millisAtLevel()).isEqualTo(Map.of(0L, 30_000L, 1L, 40_000L));
    assertThat(sweep.minuteMax()).containsExactly(1, 1);
    assertThatThrownBy(() -> LevelSweep.of(0, changes, 0))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 20261122})
  void agreesWithCountingEachMillisecond(long seed) throws IOException {
    Random random = new Random(seed);
    // A coarse grid makes equal instants likely; brute force counts its cells.
    int grid = random.nextBoolean() ? 60_000 : 7_500;
    List<Run> runs = new ArrayList<>();
    int cells = WINDOWS * HOUR / grid;
    for (int i = random.nextInt(200); i >= 0; i--) {
      long start = FIRST_WINDOW + (long) random.nextInt(cells) * grid;
      boolean isLong = random.nextInt(10) == 0;
      runs.add(new Run(start, start + (long) random.nextInt(isLong ? cells : 4) * grid));
    }
    Map<Integer, LevelChanges> windows = fold(runs, random);

    long level = 0;
    for (int window = 0; window < WINDOWS; window++) {
      LevelChanges changes = windows.getOrDefault(window, new LevelChanges());
      LevelSweep sweep = LevelSweep.of(level, changes, HOUR);
      check(runs, FIRST_WINDOW + (long) window * HOUR, grid, sweep);
      level += changes.net();
      assertThat(sweep.lastLevel()).isEqualTo(level);
    }
  }

  @Test
  void changesThatAreTakenBackLeaveNothing() {
    LevelChanges changes = new LevelChanges();
    for (int i = 0; i < 1000; i++) {
      changes.add(i % 10, 1);
      changes.add(i % 10, -1);
    }
    changes.add(7, 2);

    assertThat(changes.size()).isEqualTo(1);
    assertThat(changes.offset(0)).isEqualTo(7);
    assertThat(changes.delta(0)).isEqualTo(2);
    assertThat(changes.last()).isEqualTo(7);
  }

  /** Puts the changes of all runs into parts, in any order, and the parts together. */
  private static Map<Integer, LevelChanges> fold(List<Run> runs, Random random) throws IOException {
    Collections.shuffle(runs, random);
    List<Map<Integer, LevelChanges>> parts = List.of(new TreeMap<>(), new TreeMap<>());
    for (Run run : runs) {
      change(parts.get(random.nextInt(2)), run.start, 1);
      change(parts.get(random.nextInt(2)), run.end, -1);
    }
    Map<Integer, LevelChanges> all = new TreeMap<>();
    for (Map<Integer, LevelChanges> part : parts) {
      for (Map.Entry<Integer, LevelChanges> entry : part.entrySet()) {
        all.computeIfAbsent(entry.getKey(), window -> new LevelChanges())
            .add(written(entry.getValue()));
      }
    }
    return all;
  }

  private static void change(Map<Integer, LevelChanges> part, long time, int delta) {
    long sinceFirst = time - FIRST_WINDOW;
    part.computeIfAbsent((int) (sinceFirst / HOUR), window -> new LevelChanges())
        .add((int) (sinceFirst % HOUR), delta);
  }

  private static LevelChanges written(LevelChanges changes) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    changes.writeTo(new DataOutputStream(bytes));
    LevelChanges read = new LevelChanges();
    read.readFrom(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
    return read;
  }

  private static void check(List<Run> runs, long windowStart, int grid, LevelSweep sweep) {
    Map<Long, Long> millisAtLevel = new TreeMap<>();
    long[] minuteMax = new long[60];
    long running = 0;
    for (long cell = windowStart; cell < windowStart + HOUR; cell += grid) {
      long at = cell;
      long level = runs.stream().filter(run -> run.start <= at && at < run.end).count();
      millisAtLevel.merge(level, (long) grid, Long::sum);
      running += level * grid;
      int minute = (int) ((cell - windowStart) / 60_000);
      minuteMax[minute] = Math.max(minuteMax[minute], level);
    }
    assertThat(sweep.millisAtLevel()).isEqualTo(millisAtLevel);
    assertThat(sweep.runningMillis()).isEqualTo(running);
    assertThat(sweep.max()).isEqualTo(Collections.max(millisAtLevel.keySet()));
    assertThat(sweep.min()).isEqualTo(Collections.min(millisAtLevel.keySet()));
    assertThat(sweep.mean()).isEqualTo((double) running / HOUR);
    assertThat(sweep.minuteMax()).isEqualTo(minuteMax);
    assertThat(sweep.millisAtLevel().values().stream().mapToLong(Long::longValue).sum())
        .isEqualTo(HOUR);
  }

  private static LevelChanges changes(Run... runs) {
    LevelChanges changes = new LevelChanges();
    for (Run run : runs) {
      changes.add((int) run.start, 1);
      changes.add((int) run.end, -1);
    }
    return changes;
  }
}
