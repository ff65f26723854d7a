/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.reading;

import io.tidemark.intake.kafka.IntakeRecord;
import io.tidemark.intake.request.RequestMemory;
import io.tidemark.model.sources.SourceReasons;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The outcome of the items of a request. */
public final class Outcome {

  /** More rejections are counted, but not listed. */
  public static final int MAX_LISTED = 100;

  /** An item that names another tenant than its key. */
  public static final String FORBIDDEN = SourceReasons.FORBIDDEN;

  private final List<IntakeRecord> records = new ArrayList<>();
  private final List<Rejection> listed = new ArrayList<>();
  private final Map<String, Integer> byReason = new TreeMap<>();
  private final EventAges ages = new EventAges();
  private final RequestMemory.Share memory;
  private long recordBytes;
  private int accepted;
  private int rejected;
  private int forbidden;
  private int ignored;

  /**
   * An item that is not accepted.
   *
   * @param index its place in the request, from 0
   * @param reason as dead letters name it, or {@link #FORBIDDEN}
   * @param message for the sender
   */
  public record Rejection(int index, String reason, String message) {}

  /**
   * @param memory of the request, of which its records take their share
   */
  public Outcome(RequestMemory.Share memory) {
    this.memory = memory;
  }

  void accept(IntakeRecord record) {
    memory.reserve(record.heapBytes());
    recordBytes += record.heapBytes();
    records.add(record);
    accepted++;
  }

  /** Notes an item that is not accepted. */
  public void rejectItem(int index, String reason, String message) {
    rejected++;
    byReason.merge(reason, 1, Integer::sum);
    forbidden += reason.equals(FORBIDDEN) ? 1 : 0;
    if (listed.size() < MAX_LISTED) {
      listed.add(new Rejection(index, reason, message));
    }
  }

  /** Notes items that are not usage, such as spans of tools. */
  public void ignoreItems(int items) {
    ignored += items;
  }

  /** The records for Kafka. */
  public List<IntakeRecord> records() {
    return records;
  }

  /** The memory of the request. */
  RequestMemory.Share memory() {
    return memory;
  }

  /** Gives back the memory of all but the records. */
  public void keepOnlyRecords() {
    memory.keepOnly(recordBytes);
  }

  /** Rejections in the order of the items, the first {@link #MAX_LISTED}. */
  public List<Rejection> listed() {
    return listed;
  }

  /** How many items were rejected for each reason. */
  public Map<String, Integer> rejectedByReason() {
    return byReason;
  }

  /** How old the events of the tenant were, those whose time is rejected among them. */
  public EventAges ages() {
    return ages;
  }

  public int accepted() {
    return accepted;
  }

  public int rejected() {
    return rejected;
  }

  public int ignored() {
    return ignored;
  }

  /** Whether items were rejected, all of them because of their tenant. */
  public boolean isForbidden() {
    return accepted == 0 && rejected > 0 && forbidden == rejected;
  }
}
