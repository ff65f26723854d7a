/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.parsing;

import java.util.Arrays;

/**
 * Reads the records of one source format. Instances are reused and belong to one thread.
 *
 * @param <E> the event that the records describe
 */
public interface UsageFormat<E> {

  /** Why a record without a value is refused. */
  String EMPTY = "the record is empty";

  /** Why a record that is JSON, but something other than an object, is refused. */
  String NOT_AN_OBJECT = "the record must be a JSON object";

  /**
   * Reads one record, which may hold no, one or many events. Never throws on what a record holds:
   * all that is wrong goes to {@link Output#reject}.
   *
   * @param record the record's value; not kept after the call
   */
  void parse(byte[] record, Output<E> output);

  /**
   * Reads one record that is among other bytes, from {@code start} to {@code end}. Formats of
   * millions of records read it in place; the others get a copy.
   */
  default void parse(byte[] bytes, int start, int end, Output<E> output) {
    parse(Arrays.copyOfRange(bytes, start, end), output);
  }

  /**
   * Sets the tenant of events whose record names none, for the records that follow. Native formats
   * know no such tenant.
   */
  default void setDefaultTenant(String tenant) {}

  /**
   * Copies the parts of a record that the format reads, for a rejection of the whole record.
   *
   * @param record any bytes: nothing is known about them
   */
  void copyRecord(byte[] record, Excerpt excerpt);

  /**
   * As {@link #copyRecord}, for the event or problem that is being handed on alone; to be called
   * before the call to {@link Output} returns.
   *
   * @param record the record that is being parsed
   */
  default void copyEvent(byte[] record, Excerpt excerpt) {
    copyRecord(record, excerpt);
  }

  /**
   * Where a format puts what it finds.
   *
   * @param <E> the event
   */
  interface Output<E> {

    /** Takes an event. The object is reused: it may be read only until this call returns. */
    void event(E event);

    /**
     * Takes notice of something that is malformed: the whole record, or one of its events.
     *
     * @param message what is wrong, for the producer's eyes; names the field, never shows its value
     */
    void reject(String message);

    /**
     * Takes notice of something malformed that costs that many events: one dead letter, but senders
     * count them.
     */
    default void reject(String message, int events) {
      reject(message);
    }
  }
}
