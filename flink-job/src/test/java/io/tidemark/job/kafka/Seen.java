/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import io.tidemark.job.admission.SourceEvent;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.flink.api.common.functions.OpenContext;
import org.apache.flink.streaming.api.functions.ProcessFunction;
import org.apache.flink.streaming.api.operators.AbstractStreamOperator;
import org.apache.flink.streaming.api.operators.OneInputStreamOperator;
import org.apache.flink.streaming.api.watermark.Watermark;
import org.apache.flink.streaming.runtime.streamrecord.StreamRecord;
import org.apache.flink.util.Collector;

/** The output of a source in a job of this JVM. */
final class Seen {

  private static final Map<String, Seen> ALL = new ConcurrentHashMap<>();

  /** One thing that was handed on. */
  record Item(
      SourceEvent.Kind kind, String topic, int partition, long offset, long time, String reason) {}

  final List<Item> items = new CopyOnWriteArrayList<>();

  /** Event times that were at or behind the watermark of all readers together. */
  final List<Long> late = new CopyOnWriteArrayList<>();

  final List<Long> watermarks = new CopyOnWriteArrayList<>();

  /** Held by a test to let nothing more in. */
  volatile boolean blocked;

  /** How long each event takes to be worked on. */
  volatile long slowMicros;

  static Seen of(String name) {
    return ALL.computeIfAbsent(name, unused -> new Seen());
  }

  long watermark() {
    return watermarks.isEmpty() ? Long.MIN_VALUE : watermarks.get(watermarks.size() - 1);
  }

  long events() {
    return count(SourceEvent.Kind.EVENT);
  }

  long count(SourceEvent.Kind kind) {
    return items.stream().filter(item -> item.kind() == kind).count();
  }

  List<Long> offsets(int partition) {
    return items.stream()
        .filter(item -> item.kind() == SourceEvent.Kind.EVENT && item.partition() == partition)
        .map(Item::offset)
        .toList();
  }

  /** Chained behind a reader: notes all, lets event times through. */
  static final class Notes extends ProcessFunction<SourceEvent<Reading>, Long> {

    private final String name;
    private transient Seen seen;

    Notes(String name) {
      this.name = name;
    }

    @Override
    public void open(OpenContext context) {
      seen = of(name);
    }

    @Override
    public void processElement(SourceEvent<Reading> incoming, Context context, Collector<Long> out)
        throws Exception {
      seen.items.add(
          new Item(
              incoming.kind(),
              incoming.topic(),
              incoming.partition(),
              incoming.offset(),
              incoming.kind() == SourceEvent.Kind.REJECTED ? 0 : incoming.eventTime(),
              incoming.kind() == SourceEvent.Kind.REJECTED ? incoming.reason().id() : ""));
      while (seen.blocked) {
        Thread.sleep(5);
      }
      if (incoming.kind() == SourceEvent.Kind.EVENT) {
        out.collect(incoming.event().time);
      }
    }
  }

  /** Behind all readers: follows the watermark of all together. */
  static final class Follow extends AbstractStreamOperator<Long>
      implements OneInputStreamOperator<Long, Long> {

    private final String name;
    private transient Seen seen;
    private transient long watermark;

    Follow(String name) {
      this.name = name;
    }

    @Override
    public void open() {
      seen = of(name);
      watermark = Long.MIN_VALUE;
    }

    @Override
    public void processElement(StreamRecord<Long> element) throws Exception {
      if (element.getValue() <= watermark) {
        seen.late.add(element.getValue());
      }
      if (seen.slowMicros > 0) {
        Thread.sleep(seen.slowMicros / 1000, (int) (seen.slowMicros % 1000) * 1000);
      }
    }

    @Override
    public void processWatermark(Watermark mark) {
      watermark = mark.getTimestamp();
      seen.watermarks.add(watermark);
    }
  }
}
