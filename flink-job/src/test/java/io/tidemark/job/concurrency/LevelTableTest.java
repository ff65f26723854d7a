/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.concurrency;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.job.window.FoldedHours;
import io.tidemark.model.comfyui.RunGroup;
import io.tidemark.model.comfyui.RunOutcome;
import io.tidemark.model.comfyui.RunView;
import io.tidemark.model.hourly.DimensionKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class LevelTableTest {

  private static final long TEN = Instant.parse("2026-11-22T10:00:00Z").toEpochMilli();
  private static final int RUNS = 1_000_000;

  /** The tenant's hours are published by one subtask, which must not see a million records. */
  @Test
  void aMillionRunsOfATenantInAnHourGoOnAsOnePart() {
    LevelTable table = createTable(ConcurrencyDimension.TENANT);
    LevelTable.Cursor cursor = new LevelTable.Cursor();
    for (int i = 0; i < RUNS; i++) {
      long start = TEN + i * 3L;
      table.change(null, true, run(start, start + 2_000), cursor, TEN);
    }
    List<LevelPart> parts = new ArrayList<>();
    table.drain(parts::add);

    assertThat(parts).hasSize(1);
    assertThat(parts.get(0).windowStart).isEqualTo(TEN);
    assertThat(parts.get(0).events).isEqualTo(2L * RUNS);
    assertThat(parts.get(0).changes.net()).isZero();
    assertThat(parts.get(0).changes.last()).isEqualTo(3 * (RUNS - 1) + 2_000);
    assertThat(table.size()).isZero();
  }

  /** The user that an earlier step names comes late: all the run's levels are that user's. */
  @Test
  void aRunOfAnotherUserLeavesTheLevelsOfTheOldOne() {
    LevelTable table = createTable(ConcurrencyDimension.USER);
    RunView bobs = run("bob", TEN + 1_000, TEN + 5_000);
    RunView adas = run("ada", TEN + 1_000, TEN + 5_000);

    table.change(null, true, bobs, new LevelTable.Cursor(), TEN);
    assertThat(changes(table)).containsExactly("bob +1 at 1000", "bob -1 at 5000");

    table.change(bobs, true, adas, new LevelTable.Cursor(), TEN);
    assertThat(changes(table))
        .containsExactlyInAnyOrder(
            "bob -1 at 1000", "bob +1 at 5000", "ada +1 at 1000", "ada -1 at 5000");
  }

  @Test
  void aRunWhoseUserIsFoundOutOnlyAddsAndOneThatMovesMovesItsStart() {
    LevelTable table = createTable(ConcurrencyDimension.USER);
    RunView nobodys = run(null, TEN + 1_000, TEN + 5_000);
    RunView adas = run("ada", TEN + 1_000, TEN + 5_000);

    LevelTable.Cursor ofUnknown = new LevelTable.Cursor();
    table.change(null, true, nobodys, ofUnknown, TEN);
    assertThat(changes(table)).isEmpty();

    LevelTable.Cursor ofAda = new LevelTable.Cursor();
    table.change(nobodys, true, adas, ofAda, TEN);
    assertThat(changes(table)).containsExactly("ada +1 at 1000", "ada -1 at 5000");

    table.change(adas, true, run("ada", TEN + 500, TEN + 5_000), ofAda, TEN);
    assertThat(changes(table)).containsExactly("ada +1 at 500", "ada -1 at 1000");
  }

  @Test
  void findsPartsOfOtherWindowsAndAfterADrainWithTheSameCursor() {
    LevelTable table = createTable(ConcurrencyDimension.USER);
    LevelTable.Cursor cursor = new LevelTable.Cursor();
    long hour = FoldedHours.HOURS.windowMillis();

    table.change(null, true, run("ada", TEN + 1_000, TEN + hour), cursor, TEN);
    table.change(null, true, run("ada", TEN + 2_000, TEN + hour), cursor, TEN);
    List<LevelPart> parts = new ArrayList<>();
    table.drain(parts::add);
    assertThat(parts).extracting(part -> part.windowStart).containsExactly(TEN, TEN + hour);
    assertThat(parts).extracting(part -> part.events).containsExactly(2L, 2L);

    table.change(null, true, run("ada", TEN + 3_000, TEN + 4_000), cursor, TEN);
    assertThat(changes(table)).containsExactly("ada +1 at 3000", "ada -1 at 4000");
    assertThat(parts.get(0).events).isEqualTo(2);
  }

  /** A rebuild gives levels the same version in whichever order it reads the steps of a run. */
  @Test
  void countsNoChangeThatIsTakenBackBeforeAnythingIsPublished() {
    LevelTable table =
        new LevelTable(FoldedHours.HOURS, List.of(ConcurrencyDimension.WORKFLOW), () -> true);
    RunView bobs = runOfWorkflow("bob", TEN + 1_000);
    RunView adas = runOfWorkflow("ada", TEN + 1_000);
    RunView earlier = runOfWorkflow("ada", TEN + 500);

    table.change(null, true, bobs, new LevelTable.Cursor(), Long.MIN_VALUE);
    table.change(bobs, true, adas, new LevelTable.Cursor(), Long.MIN_VALUE);
    table.change(adas, true, earlier, new LevelTable.Cursor(), Long.MIN_VALUE);
    List<LevelPart> parts = new ArrayList<>();
    table.drain(parts::add);

    assertThat(parts).hasSize(1);
    assertThat(parts.get(0).events).isEqualTo(2);
    assertThat(parts.get(0).users.going(new LevelUsers(), 0, 2)).containsExactly("ada");
  }

  private static LevelTable createTable(ConcurrencyDimension dimension) {
    return new LevelTable(FoldedHours.HOURS, List.of(dimension), () -> false);
  }

  private static RunView runOfWorkflow(String user, long start) {
    RunGroup group = RunGroup.of("acme", user, null, "w");
    return new RunView(group, 2, RunOutcome.SUCCEEDED, start, start, TEN + 5_000, false);
  }

  /** Hands out what waits, as {@code value delta at milliseconds after ten}. */
  private static List<String> changes(LevelTable table) {
    List<String> changes = new ArrayList<>();
    table.drain(
        part -> {
          for (int i = 0; i < part.changes.size(); i++) {
            changes.add(
                "%s %+d at %d"
                    .formatted(
                        DimensionKey.value(part.dimensions, 2),
                        part.changes.delta(i),
                        part.windowStart - TEN + part.changes.offset(i)));
          }
        });
    return changes;
  }

  private static RunView run(long start, long end) {
    return run(null, start, end);
  }

  private static RunView run(String user, long start, long end) {
    return new RunView(
        RunGroup.of("acme", user), 2, RunOutcome.SUCCEEDED, start, start, end, false);
  }
}
