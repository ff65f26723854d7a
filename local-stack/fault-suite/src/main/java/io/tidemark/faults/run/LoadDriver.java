/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.faults.run;

import io.tidemark.faults.load.Load;
import io.tidemark.faults.load.Outgoing;
import io.tidemark.faults.load.Sent;
import io.tidemark.faults.load.Shape;
import io.tidemark.stack.StackException;
import io.tidemark.stack.send.EventSender;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * Sends a load at its rate, and outlives the broker: every record is in Kafka once when {@link
 * #finishSending} returns.
 */
public final class LoadDriver implements AutoCloseable {

  private static final int ACKNOWLEDGED_SECONDS = 180;
  private static final long TRICKLE_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

  private final Load load;
  private final Shape shape;
  private final RoundNames names;
  private final KafkaProducer<byte[], byte[]> producer;
  private final List<Pending> pending = new ArrayList<>();
  private final Thread thread = new Thread(this::run, "load");
  private volatile boolean mayRefuse;
  private volatile boolean paused;
  private volatile boolean finishing;
  private volatile boolean stopped;
  private volatile RuntimeException failure;

  private record Pending(Outgoing record, String topic, Future<RecordMetadata> written) {}

  LoadDriver(String bootstrapServers, Load load, Shape shape, RoundNames names) {
    this.load = load;
    this.shape = shape;
    this.names = names;
    producer =
        new KafkaProducer<>(
            Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                bootstrapServers,
                ProducerConfig.ACKS_CONFIG,
                "all",
                ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG,
                true,
                ProducerConfig.LINGER_MS_CONFIG,
                10,
                ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
                Integer.MAX_VALUE,
                ProducerConfig.MAX_BLOCK_MS_CONFIG,
                600_000,
                ProducerConfig.MAX_REQUEST_SIZE_CONFIG,
                EventSender.MAX_EVENT_BYTES + 1024),
            new ByteArraySerializer(),
            new ByteArraySerializer());
    thread.setDaemon(true);
  }

  void startSending() {
    load.listFirst().forEach(this::sendRecords);
    thread.start();
  }

  /** From now on records may come that must be refused. */
  void allowRejected() {
    mayRefuse = true;
  }

  /** The records that are sent. */
  public Load load() {
    return load;
  }

  int rate() {
    return shape.rate();
  }

  /** How many records were handed over so far. */
  public synchronized int sent() {
    return pending.size();
  }

  /** Sends additional records during the load. */
  public synchronized void sendRecords(Outgoing record) {
    String topic = names.topic(record.stream());
    pending.add(
        new Pending(
            record,
            topic,
            producer.send(
                new ProducerRecord<>(topic, record.partition(), null, record.payload()))));
  }

  /** Sends what a load makes of itself; as one, for a load belongs to one thread at a time. */
  public synchronized void sendRecords(java.util.function.Function<Load, List<Outgoing>> what) {
    what.apply(load).forEach(this::sendRecords);
  }

  /**
   * Sends nothing until {@link #resumeSending}. Records that were sent before are in Kafka when
   * this returns.
   */
  public void pauseSending() {
    synchronized (this) {
      paused = true;
    }
    producer.flush();
  }

  public void resumeSending() {
    paused = false;
  }

  /** Sends the rest of the load, and returns when Kafka has all of it. */
  public List<Sent> finishSending() {
    finishing = true;
    paused = false;
    try {
      thread.join();
      checkFailure();
      sendRecords(Load::listRest);
      List<Sent> sent = new ArrayList<>();
      for (Pending one : pending) {
        RecordMetadata at = one.written().get(ACKNOWLEDGED_SECONDS, TimeUnit.SECONDS);
        sent.add(new Sent(one.record(), one.topic(), at.offset(), at.timestamp()));
      }
      return sent;
    } catch (ExecutionException | TimeoutException refused) {
      throw new StackException("Kafka did not take the load: " + refused, refused);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new StackException("interrupted", interrupted);
    }
  }

  private void checkFailure() {
    if (failure != null) {
      throw new StackException("the load could not be sent: " + failure, failure);
    }
  }

  private void run() {
    try {
      long gap = TimeUnit.SECONDS.toNanos(1) / shape.rate();
      long due = System.nanoTime();
      int made = 0;
      while (!stopped && !(finishing && made >= shape.events())) {
        if (paused) {
          due = System.nanoTime();
          LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
          continue;
        }
        sendNext();
        made++;
        // A load that lasts longer than planned, because a fault takes its time, is a trickle.
        due += made < shape.events() ? gap : TRICKLE_NANOS;
        LockSupport.parkNanos(due - System.nanoTime());
      }
    } catch (RuntimeException refused) {
      failure = refused;
    }
  }

  private synchronized void sendNext() {
    if (!paused) {
      sendRecords(load.createNext(mayRefuse));
    }
  }

  @Override
  public void close() {
    stopped = true;
    producer.close(java.time.Duration.ofSeconds(1));
  }
}
