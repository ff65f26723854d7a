/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import io.tidemark.job.admission.EventTime;
import io.tidemark.job.admission.SourceEvent;
import io.tidemark.job.eventtime.AcceptedTimes;
import io.tidemark.job.eventtime.ClockFallback;
import io.tidemark.model.deadletters.DeadLetterReason;
import io.tidemark.model.formats.SenderFormat;
import io.tidemark.model.parsing.UsageFormat;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.Map;
import org.apache.flink.api.connector.source.SourceOutput;
import org.apache.flink.connector.base.source.reader.RecordEmitter;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplitState;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads Kafka records into events and refusals, on the task's thread. One {@link SourceEvent} is
 * used for all of them. A record is passed only when all of it was handed on.
 */
final class UsageRecordEmitter<E>
    implements RecordEmitter<
            ConsumerRecord<byte[], byte[]>, SourceEvent<E>, KafkaPartitionSplitState>,
        UsageFormat.Output<E> {

  private static final Logger LOG = LoggerFactory.getLogger(UsageRecordEmitter.class);

  private final Map<String, UsageFormat<E>> formats;
  private final EventTime<E> eventTime;
  private final AcceptedTimes acceptedTimes;
  private final Clock clock;
  private final SourceMetrics metrics;
  private final SourceEvent<E> incoming = new SourceEvent<>();
  private long now;

  // State of the current record.
  private SourceOutput<SourceEvent<E>> output;
  private ClockFallback clockFallback;
  private boolean handingOn;

  UsageRecordEmitter(
      Map<String, UsageFormat<E>> formats,
      EventTime<E> eventTime,
      AcceptedTimes acceptedTimes,
      Clock clock,
      SourceMetrics metrics) {
    this.formats = Map.copyOf(formats);
    this.eventTime = eventTime;
    this.acceptedTimes = acceptedTimes;
    this.clock = clock;
    this.metrics = metrics;
    readClock();
  }

  /** Whether records of a topic can be read. */
  boolean reads(String topic) {
    return formats.containsKey(topic);
  }

  /**
   * Takes the time by which events are accepted from now on. To be called at each tick: to read the
   * clock for each record costs a fifth of reading it on some machines.
   */
  void readClock() {
    now = clock.millis();
  }

  @Override
  public void emitRecord(
      ConsumerRecord<byte[], byte[]> record,
      SourceOutput<SourceEvent<E>> splitOutput,
      KafkaPartitionSplitState split) {
    output = splitOutput;
    clockFallback = ((UsageSplitState) split).clockFallback();
    ByteBuffer value = valueOf(record);
    UsageFormat<E> format = formats.get(record.topic());
    if (format instanceof SenderFormat<?> trusted) {
      IntakeHeaders.begin(trusted, record.headers());
    }
    incoming.from(
        record.topic(), record.partition(), record.offset(), record.timestamp(), value, format);
    read(record.topic(), format, value);
    split.setCurrentOffset(record.offset() + 1);
  }

  @Override
  public void event(E event) {
    long time = eventTime.applyAsLong(event);
    DeadLetterReason refusal = acceptedTimes.refusal(time, now);
    if (refusal != null) {
      readClock();
      refusal = acceptedTimes.refusal(time, now);
    }
    if (refusal != null) {
      refuse(event, refusal, acceptedTimes.explain(refusal, time, now));
      return;
    }
    metrics.event();
    clockFallback.event();
    handOn(incoming.event(event, time));
  }

  @Override
  public void reject(String message) {
    refuse(null, DeadLetterReason.MALFORMED, message);
  }

  /** The connector declares arrays, but only hands on what {@link KafkaSourceOptions} set. */
  @SuppressWarnings("unchecked")
  private static ByteBuffer valueOf(ConsumerRecord<?, ?> record) {
    return ((ConsumerRecord<?, ByteBuffer>) record).value();
  }

  private void read(String topic, UsageFormat<E> format, ByteBuffer value) {
    if (value == null) {
      refuseRecord(DeadLetterReason.MALFORMED, "record has no value");
      return;
    }
    if (value.remaining() > KafkaSourceOptions.MAX_RECORD_BYTES) {
      refuseRecord(
          DeadLetterReason.TOO_LARGE,
          "record has %d bytes, at most %d are read"
              .formatted(value.remaining(), KafkaSourceOptions.MAX_RECORD_BYTES));
      return;
    }
    int start = value.arrayOffset() + value.position();
    try {
      format.parse(value.array(), start, start + value.remaining(), this);
    } catch (RuntimeException | StackOverflowError e) {
      // An error behind the source is not the fault of the record.
      if (handingOn) {
        throw e;
      }
      // Formats do not throw. Should one all the same, restarting would meet the record again.
      LOG.error("The format of topic {} failed; the record is refused", topic, e);
      refuseRecord(DeadLetterReason.MALFORMED, "record cannot be read");
    }
  }

  private void refuseRecord(DeadLetterReason reason, String message) {
    metrics.rejected(reason);
    handOn(incoming.rejectedRecord(reason, message));
  }

  /**
   * @param event null when it could not be read
   */
  private void refuse(E event, DeadLetterReason reason, String message) {
    metrics.rejected(reason);
    handOn(incoming.rejected(event, reason, message));
  }

  private void handOn(SourceEvent<E> what) {
    handingOn = true;
    output.collect(what);
    handingOn = false;
  }
}
