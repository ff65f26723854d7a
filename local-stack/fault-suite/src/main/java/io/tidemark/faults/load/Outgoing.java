/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.load;

/** One record to send. */
public final class Outgoing {

  private final Stream stream;
  private final int partition;
  private final byte[] payload;
  private final String refusal;

  /**
   * @param stream whose topic it goes to
   * @param payload null for a record without a value; not copied
   * @param refusal reason of the dead letter that it must become; null when it must be counted
   */
  Outgoing(Stream stream, int partition, byte[] payload, String refusal) {
    this.stream = stream;
    this.partition = partition;
    this.payload = payload;
    this.refusal = refusal;
  }

  /** A call that counts, as it appears in Kafka. */
  public static Outgoing createCall(byte[] payload) {
    return new Outgoing(Stream.MODEL_CALLS, 0, payload, null);
  }

  public Stream stream() {
    return stream;
  }

  public int partition() {
    return partition;
  }

  /** The record's value, to be read only. */
  public byte[] payload() {
    return payload;
  }

  public String refusal() {
    return refusal;
  }
}
