/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.ids;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.job.dedup.IdBucket;
import io.tidemark.job.dedup.IdSpace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Heap per id held for counting once: the job's own buckets under their keys, as the heap backend
 * holds them.
 */
public final class IdsRow implements Row {

  private static final int TARGET = 14;
  private static final long EARLIEST = Long.MIN_VALUE;

  @Override
  public String name() {
    return "J8";
  }

  @Override
  public Section measure(Scale scale, Path work) {
    Circumstances circumstances = new Circumstances();
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("ids held", "buckets", "heap, MiB", "bytes per id"));
    for (long ids : List.of(scale.input().events() / 3, scale.input().events() * 5 / 3)) {
      long before = usedHeap();
      Map<Integer, IdBucket> buckets = fill(ids, scale.input().seed());
      long bytes = usedHeap() - before;
      table.add(
          List.of(
              Median.text((double) ids, 0),
              Median.text(buckets.size(), 0),
              Median.text(bytes / (double) (1 << 20), 1),
              Median.text(bytes / (double) ids, 1)));
    }
    return new Section(name(), "bytes of heap per id held for counting once")
        .table(table)
        .say(
            "Target "
                + TARGET
                + ". Heap after collection, less that before; up to "
                + IdSpace.BUCKETS
                + " buckets, filled with fingerprints spread over 24 hours. The buckets stand in a"
                + " hash map, whose entries are about as big as those of Flink's heap backend.")
        .say(circumstances.describe("benchmarks/run J8" + scale.options()));
  }

  private static Map<Integer, IdBucket> fill(long ids, long seed) {
    Map<Integer, IdBucket> buckets = new HashMap<>();
    SplittableRandom random = new SplittableRandom(seed);
    for (long id = 0; id < ids; id++) {
      long high = random.nextLong();
      long hour = id * 24 / ids;
      IdBucket bucket = buckets.computeIfAbsent(IdSpace.bucketOf(high), key -> new IdBucket());
      bucket.checkAndAdd(random.nextLong(), (short) random.nextInt(), hour, EARLIEST);
    }
    long held = buckets.values().stream().mapToLong(IdBucket::size).sum();
    if (held != ids) {
      throw new IllegalStateException(held + " ids are held of " + ids);
    }
    return buckets;
  }

  private static long usedHeap() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      runtime.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
