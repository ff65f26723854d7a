/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.measuring;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.concurrent.atomic.AtomicReference;

/** Wall clock, processor time and heap of this process since the first records of a run. */
final class Stopwatch {

  private static final OperatingSystemMXBean SYSTEM =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
  private static final AtomicReference<Moment> START = new AtomicReference<>();

  /** When records came last, as {@link System#nanoTime}. */
  private static volatile long lastRecords;

  private Stopwatch() {}

  /** A reading of the clocks, in nanoseconds; collector time in milliseconds. */
  record Moment(long wall, long processor, long collector) {

    static Moment now() {
      long collector = 0;
      for (GarbageCollectorMXBean bean : ManagementFactory.getGarbageCollectorMXBeans()) {
        collector += bean.getCollectionTime();
      }
      return new Moment(System.nanoTime(), SYSTEM.getProcessCpuTime(), collector);
    }

    Moment since(Moment start) {
      return new Moment(
          wall - start.wall, processor - start.processor, collector - start.collector);
    }
  }

  /** Gets ready for the next run. */
  static void reset() {
    START.set(null);
    heapPools(MemoryPoolMXBean::resetPeakUsage);
  }

  /** Notes records that a consumer got; the first of a run start the clock. */
  static void noteRecords() {
    if (START.get() == null) {
      START.compareAndSet(null, Moment.now());
    }
    lastRecords = System.nanoTime();
  }

  /** Nanoseconds from the first records to the last; 0 when there were none. */
  static long fetchingNanos() {
    Moment start = START.get();
    return start == null ? 0 : Math.max(0, lastRecords - start.wall());
  }

  /** Time since the first records; none when there were none. */
  static Moment elapsed() {
    Moment now = Moment.now();
    return now.since(START.get() == null ? now : START.get());
  }

  /** The used heap after garbage collection, in bytes. */
  static long heapAfterCollection() {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      runtime.gc();
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }

  /** The most that the heap held since {@link #reset}, garbage included, in bytes. */
  static long peakHeap() {
    long[] sum = new long[1];
    heapPools(pool -> sum[0] += pool.getPeakUsage().getUsed());
    return sum[0];
  }

  private static void heapPools(java.util.function.Consumer<MemoryPoolMXBean> action) {
    for (MemoryPoolMXBean pool : ManagementFactory.getMemoryPoolMXBeans()) {
      if (pool.getType() == MemoryType.HEAP) {
        action.accept(pool);
      }
    }
  }
}
