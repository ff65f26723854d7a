/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.deadletters;

/**
 * A record that could not be counted, with why, where it came from, and what it held. A plain
 * object with public fields, so that Flink moves it without Kryo.
 */
public class DeadLetter {

  public String pipeline;

  /** One of {@link io.tidemark.model.deadletters.DeadLetterReason}, as it appears in documents. */
  public String reason;

  public String message;

  /** Null when the record does not tell. */
  public String tenantId;

  public String topic;

  /** The headers that intake wrote into the record, names and values in turns; null without. */
  public String[] headers;

  public int partition;
  public long offset;

  /** Which event of its record, from 0. */
  public int item;

  /** The record's own time in Kafka, milliseconds since 1970. */
  public long recordTime;

  /** When it was refused, milliseconds since 1970. */
  public long recordedAt;

  /**
   * The parts of the record that its format reads, cut when they are long; null when it held
   * nothing.
   */
  public byte[] payload;

  /** The payload is the record as it came, which could not be parsed: for the topic alone. */
  public boolean unparsed;

  public boolean truncated;

  public DeadLetter() {}
}
