/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.admission;

import io.tidemark.model.deadletters.DeadLetterReason;
import io.tidemark.model.formats.SenderFormat;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.UsageFormat;
import java.nio.ByteBuffer;

/**
 * The output of a source to the operator chained to it: an event, a refusal, or a heartbeat. It
 * never crosses a network and is reused: it may be read only until the receiver returns.
 *
 * @param <E> the event
 */
public final class SourceEvent<E> {

  /** The type of the content. */
  public enum Kind {
    EVENT,
    /** A record, or one event of it, that cannot be counted. */
    REJECTED,
    /** Proof that a partition has nothing more to read up to a moment; moves event time only. */
    HEARTBEAT
  }

  private Kind kind;
  private E event;
  private long eventTime;
  private DeadLetterReason reason;
  private String message;
  private ByteBuffer payload;

  /** The bytes of the payload, copied once a record: each event of it may be rejected. */
  private byte[] copy;

  private UsageFormat<?> format;
  private boolean whole;
  private String topic;
  private int partition;
  private long offset;
  private int item;
  private long recordTime;

  /**
   * Begins a new record; what follows until the next call comes from it.
   *
   * @param payload the record's value, which is not changed; null when it has none
   * @param format reads the record
   */
  public void from(
      String topic,
      int partition,
      long offset,
      long recordTime,
      ByteBuffer payload,
      UsageFormat<E> format) {
    this.topic = topic;
    this.partition = partition;
    this.offset = offset;
    this.recordTime = recordTime;
    this.payload = payload;
    this.copy = null;
    this.format = format;
    this.whole = false;
    this.item = -1;
  }

  /** Makes this an event, the next one of its record. */
  public SourceEvent<E> event(E value, long time) {
    kind = Kind.EVENT;
    event = value;
    eventTime = time;
    item++;
    return this;
  }

  /** Makes this a refusal of the next event of its record, of which nothing is known. */
  public SourceEvent<E> rejected(DeadLetterReason why, String what) {
    return rejected(null, why, what);
  }

  /** As {@link #rejected(DeadLetterReason, String)}, of the whole record, read or not. */
  public SourceEvent<E> rejectedRecord(DeadLetterReason why, String what) {
    whole = true;
    return rejected(null, why, what);
  }

  /** Makes this a refusal of an event that was read, the next one of its record. */
  public SourceEvent<E> rejected(E value, DeadLetterReason why, String what) {
    kind = Kind.REJECTED;
    event = value;
    reason = why;
    message = what;
    item++;
    return this;
  }

  /** Makes this a heartbeat at {@code time}. */
  public SourceEvent<E> heartbeat(long time) {
    kind = Kind.HEARTBEAT;
    event = null;
    eventTime = time;
    return this;
  }

  public Kind kind() {
    return kind;
  }

  /** The event; of a refusal what was read of it, null when it could not be. */
  public E event() {
    return event;
  }

  /** Milliseconds since 1970; of an event or a heartbeat. */
  public long eventTime() {
    return eventTime;
  }

  public DeadLetterReason reason() {
    return reason;
  }

  public String message() {
    return message;
  }

  /** A copy of the whole record's value; null when the record had none. */
  public byte[] payload() {
    if (copy == null && payload != null) {
      copy = new byte[payload.remaining()];
      payload.duplicate().get(copy);
    }
    return copy;
  }

  /** Copies the parts of the rejected event, or of the whole record, that its format reads. */
  public void copyTo(Excerpt excerpt) {
    if (whole) {
      format.copyRecord(payload(), excerpt);
    } else {
      format.copyEvent(payload(), excerpt);
    }
  }

  public String topic() {
    return topic;
  }

  /** The headers that intake wrote into the record, names and values in turns; null without. */
  public String[] headers() {
    return format instanceof SenderFormat<?> sent ? sent.headers() : null;
  }

  public int partition() {
    return partition;
  }

  public long offset() {
    return offset;
  }

  /** Which event of its record this is, from 0; most formats have one event a record. */
  public int item() {
    return item;
  }

  /** The record's own time in Kafka, milliseconds since 1970. */
  public long recordTime() {
    return recordTime;
  }
}
