/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.flink;

import io.tidemark.stack.process.HeapSize;
import java.util.Map;

/**
 * How a TaskManager divides its memory. Flink's scripts compute this from one total; a TaskManager
 * that is started from its main class needs each part.
 *
 * @param heapMegabytes of the JVM: Flink's own part and that of the tasks
 */
public record TaskManagerMemory(long heapMegabytes) {

  private static final int FRAMEWORK_HEAP = 128;
  private static final int FRAMEWORK_OFF_HEAP = 96;
  private static final int NETWORK = 64;

  /** For RocksDB and sorting; not touched by the heap state backend. */
  private static final int MANAGED = 128;

  private static final int METASPACE = 256;
  private static final int OVERHEAD = 192;

  /**
   * Divides what belongs to a heap of this size.
   *
   * @param heap as in {@code -Xmx}
   */
  public static TaskManagerMemory ofHeap(String heap) {
    return new TaskManagerMemory(HeapSize.parseMegabytes(heap));
  }

  String heapOption() {
    return heapMegabytes + "m";
  }

  String directOption() {
    return (FRAMEWORK_OFF_HEAP + NETWORK) + "m";
  }

  Map<String, String> settings() {
    return Map.ofEntries(
        Map.entry("taskmanager.cpu.cores", "2"),
        Map.entry("taskmanager.memory.framework.heap.size", FRAMEWORK_HEAP + "m"),
        Map.entry("taskmanager.memory.task.heap.size", (heapMegabytes - FRAMEWORK_HEAP) + "m"),
        Map.entry("taskmanager.memory.framework.off-heap.size", FRAMEWORK_OFF_HEAP + "m"),
        Map.entry("taskmanager.memory.task.off-heap.size", "0m"),
        Map.entry("taskmanager.memory.network.min", NETWORK + "m"),
        Map.entry("taskmanager.memory.network.max", NETWORK + "m"),
        Map.entry("taskmanager.memory.managed.size", MANAGED + "m"),
        Map.entry("taskmanager.memory.jvm-metaspace.size", METASPACE + "m"),
        Map.entry("taskmanager.memory.jvm-overhead.min", OVERHEAD + "m"),
        Map.entry("taskmanager.memory.jvm-overhead.max", OVERHEAD + "m"));
  }
}
