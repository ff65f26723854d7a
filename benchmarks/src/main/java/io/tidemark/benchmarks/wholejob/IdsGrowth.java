/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.report.Chart;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Pictures;
import io.tidemark.benchmarks.report.Section;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Heap and checkpoint size of the running job by how many ids it holds. */
public final class IdsGrowth implements Row {

  private static final List<Double> IDS_PER_EVENT = List.of(1.0 / 3, 10.0 / 3, 50.0 / 3);

  /** In RocksDB the largest size would take many minutes, and say no more. */
  private static final List<Double> IDS_PER_EVENT_IN_ROCKSDB = IDS_PER_EVENT.subList(0, 2);

  private static final double MEBIBYTE = 1 << 20;

  @Override
  public String name() {
    return "growth-ids";
  }

  @Override
  public Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    List<Double> sizes = new ArrayList<>();
    List<Double> heaps = new ArrayList<>();
    List<Double> savepoints = new ArrayList<>();
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of(
            "state",
            "ids held",
            "heap, MiB",
            "snapshot, MiB",
            "bytes of it per id",
            "s to write",
            "s to fill"));
    Scale noTopic = scale.withInput(scale.input().withEvents(1));
    try (Arena arena = Arena.open(noTopic, work)) {
      for (double share : IDS_PER_EVENT) {
        JobRun run = fill(arena, Side.OWN, countIds(scale, share), work);
        sizes.add((double) countIds(scale, share));
        heaps.add(run.number("heap-bytes") / MEBIBYTE);
        savepoints.add(run.number("savepoint-bytes") / MEBIBYTE);
        table.add(createLine("heap", countIds(scale, share), run));
      }
      for (double share : IDS_PER_EVENT_IN_ROCKSDB) {
        JobRun run = fill(arena, Side.OWN_ROCKSDB, countIds(scale, share), work);
        table.add(createLine("RocksDB", countIds(scale, share), run));
      }
    }
    new Chart("State by ids held", "ids held", "MiB")
        .curve("heap", sizes, heaps)
        .curve("snapshot", sizes, savepoints)
        .save(Pictures.of(scale, work).resolve("growth-ids.png"));
    return new Section(name(), "heap and snapshot by ids held")
        .table(table)
        .say("![heap and snapshot by ids held](images/growth-ids.png)")
        .say(
            "The job makes the calls itself, spread over 15 hours, and nothing"
                + " but ids and a hundred groups is left when they are counted. Heap after"
                + " collection, of the whole process; the snapshot is a savepoint in Flink's native"
                + " format, as large as a checkpoint.")
        .say(circumstances.describe("benchmarks/run growth-ids" + scale.options()));
  }

  private static long countIds(Scale scale, double share) {
    return Math.round(scale.input().events() * share);
  }

  private static JobRun fill(Arena arena, Side on, long ids, Path work) throws Exception {
    Side side = on.with(JobSettings.CHECKPOINTS, 0).with(JobSettings.SAVEPOINT, true);
    return arena.fill(side, ids, work.resolve(on.folder() + "-ids-" + ids));
  }

  private static List<String> createLine(String state, long ids, JobRun run) {
    double bytes = run.number("savepoint-bytes");
    return List.of(
        state,
        Median.text((double) ids, 0),
        Median.text(run.number("heap-bytes") / MEBIBYTE, 0),
        Median.text(bytes / MEBIBYTE, 0),
        Median.text(bytes / ids, 1),
        Median.text(run.number("savepoint-nanos") / 1e9, 1),
        Median.text(run.wallSeconds(), 1));
  }
}
