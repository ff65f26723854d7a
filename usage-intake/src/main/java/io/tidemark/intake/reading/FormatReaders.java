/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.reading;

import io.tidemark.intake.IntakeProperties;
import io.tidemark.model.formats.FormatRegistry;
import io.tidemark.model.modelcalls.formats.FormatOptions;
import io.tidemark.model.parsing.Sender;
import io.tidemark.model.parsing.UsageFormat;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Readers of all formats. A reader belongs to one request at a time and is used again. */
public final class FormatReaders {

  /** Longer items make buffers that an idle reader would keep: several times as many bytes. */
  private static final int MOST_OF_IDLE_READER = 256 * 1024;

  private final FormatOptions options;
  private final AcceptedItems accepted;
  private final Map<String, Queue<UsageFormat<?>>> idle = new ConcurrentHashMap<>();

  public FormatReaders(IntakeProperties properties, Clock clock) {
    options = properties.formatOptions();
    accepted = new AcceptedItems(properties, clock);
  }

  /** The workloads that know a format by this name. */
  public static List<WorkloadIntake<?>> workloadsOf(String format) {
    List<WorkloadIntake<?>> workloads = new ArrayList<>();
    for (WorkloadIntake<?> workload : WorkloadIntake.listAll()) {
      if (workload.formats().names().contains(format)) {
        workloads.add(workload);
      }
    }
    return workloads;
  }

  /** The workload with this name. */
  public static Optional<WorkloadIntake<?>> findWorkload(String name) {
    return WorkloadIntake.listAll().stream().filter(one -> one.name().equals(name)).findFirst();
  }

  /**
   * Reads items of one format into an outcome.
   *
   * @param envelope whether the only item is a record of many events
   * @throws io.tidemark.intake.request.IntakeException when that takes too much memory
   */
  public <E> void readItems(
      WorkloadIntake<E> workload,
      String format,
      Sender sender,
      List<byte[]> items,
      Outcome outcome,
      boolean envelope) {
    int longest = items.stream().mapToInt(item -> item.length).max().orElse(0);
    outcome
        .memory()
        .reserve(
            envelope
                ? ReadingMemory.estimateEnvelope(items.get(0))
                : ReadingMemory.estimateItem(Math.min(longest, accepted.maxBytes())));
    Queue<UsageFormat<?>> readers =
        idle.computeIfAbsent(workload.name() + "/" + format, key -> new ConcurrentLinkedQueue<>());
    UsageFormat<E> reader = takeFormat(readers, workload.formats(), format);
    reader.setDefaultTenant(sender.tenant());
    ItemReader<E> reading =
        new ItemReader<>(workload, format, reader, sender, accepted, outcome, envelope);
    for (int i = 0; i < items.size(); i++) {
      int before = outcome.accepted() + outcome.rejected();
      reading.readItem(i, items.get(i));
      if (!envelope && outcome.accepted() + outcome.rejected() == before) {
        outcome.ignoreItems(1);
      }
    }
    // A reader that threw is not used again.
    if (longest <= MOST_OF_IDLE_READER) {
      readers.add(reader);
    }
  }

  @SuppressWarnings("unchecked") // A queue holds readers of one format.
  private <E> UsageFormat<E> takeFormat(
      Queue<UsageFormat<?>> readers, FormatRegistry<E> formats, String format) {
    UsageFormat<?> known = readers.poll();
    return known == null ? formats.find(format).create(options) : (UsageFormat<E>) known;
  }
}
