/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.UsageFormat;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** An event of the least kind: a moment. A record is such moments with commas between. */
final class Reading {

  long time;

  static byte[] record(long... times) {
    StringBuilder text = new StringBuilder();
    for (long time : times) {
      text.append(text.isEmpty() ? "" : ",").append(time);
    }
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  /**
   * A record as the consumer gives it, which declares arrays: the value is among others in the
   * buffer of a fetch.
   */
  @SuppressWarnings("unchecked")
  static ConsumerRecord<byte[], byte[]> consumed(
      String topic, int partition, long offset, byte[] value) {
    ConsumerRecord<?, ?> record =
        new ConsumerRecord<>(topic, partition, offset, null, value == null ? null : amid(value));
    return (ConsumerRecord<byte[], byte[]>) record;
  }

  private static ByteBuffer amid(byte[] value) {
    String others = "{\"other\":\"record\"}";
    ByteBuffer fetched = ByteBuffer.allocate(2 * others.length() + value.length);
    fetched.put(others.getBytes(StandardCharsets.UTF_8)).put(value);
    fetched.put(others.getBytes(StandardCharsets.UTF_8));
    return fetched
        .position(1)
        .slice()
        .position(others.length() - 1)
        .limit(others.length() - 1 + value.length);
  }

  /** One event for all, as formats are allowed to do. */
  static final class Format implements UsageFormat<Reading> {

    private final Reading reading = new Reading();

    @Override
    public void copyRecord(byte[] record, Excerpt excerpt) {
      excerpt.raw("{}");
    }

    @Override
    public void parse(byte[] record, Output<Reading> output) {
      for (String part : new String(record, StandardCharsets.UTF_8).split(",", -1)) {
        if (part.equals("break the format")) {
          throw new IllegalStateException("a bug");
        }
        if (!part.matches("-?\\d{1,18}")) {
          output.reject("not a moment");
          continue;
        }
        reading.time = Long.parseLong(part);
        output.event(reading);
      }
    }
  }
}
