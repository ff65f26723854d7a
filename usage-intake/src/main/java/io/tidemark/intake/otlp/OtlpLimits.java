/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.intake.otlp;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import io.tidemark.intake.request.IntakeException;
import io.tidemark.intake.request.RequestMemory;

/**
 * Counts what is read of a request, before it is made: an empty message takes two bytes as sent,
 * and a hundred on the heap.
 */
final class OtlpLimits {

  /** Messages of a request, attributes and their values among them. */
  static final int MAX_MESSAGES = 1_000_000;

  /** Bytes of heap of a message and its place in a list, without the bytes of its texts. */
  private static final int BYTES_OF_MESSAGE = 112;

  /** Messages whose memory is reserved at once. */
  private static final int RESERVED_AT_ONCE = 256;

  /** Bytes of an integer in a list for each byte as sent, while the list grows. */
  private static final int GROWTH_OF_VARINT = 20;

  /** The same of a number that always takes as many bytes. */
  private static final int GROWTH_OF_FIXED = 3;

  private final OtlpSignal signal;
  private final int maxItems;
  private final RequestMemory.Share memory;
  private int messages;
  private int reserved;
  private int items;

  /**
   * @param memory of the request, with the body and a copy of it
   */
  OtlpLimits(OtlpSignal signal, int maxItems, RequestMemory.Share memory) {
    this.signal = signal;
    this.maxItems = maxItems;
    this.memory = memory;
  }

  /** The memory of the request. */
  RequestMemory.Share memory() {
    return memory;
  }

  /** Counts a message that is going to be made. */
  void countMessage(Descriptor type) {
    messages++;
    if (messages > reserved) {
      memory.reserve(RESERVED_AT_ONCE * BYTES_OF_MESSAGE);
      reserved += RESERVED_AT_ONCE;
    }
    if (messages > MAX_MESSAGES) {
      throw IntakeException.createError(
          413, "The request has more than " + MAX_MESSAGES + " messages and attributes.");
    }
    if (signal.items.contains(type.getName())) {
      countItems(1);
    }
  }

  /** The items so far. */
  int items() {
    return items;
  }

  /** Counts items that are left out in place of those that were counted since. */
  void replaceItems(int before, int lost) {
    items = before;
    countItems(lost);
  }

  /** Counts items, read or left out. */
  void countItems(int more) {
    items += more;
    if (items > maxItems) {
      throw IntakeException.createError(413, "The request has more than " + maxItems + " items.");
    }
  }

  /** Counts a list of numbers, which protobuf packs. */
  void countNumbers(FieldDescriptor field, int bytes) {
    boolean fixed =
        switch (field.getType()) {
          case DOUBLE, FLOAT, FIXED32, FIXED64, SFIXED32, SFIXED64 -> true;
          default -> false;
        };
    memory.reserve((long) bytes * (fixed ? GROWTH_OF_FIXED : GROWTH_OF_VARINT));
  }

  /** Begins again with the same request. */
  void restart() {
    messages = 0;
    items = 0;
  }
}
