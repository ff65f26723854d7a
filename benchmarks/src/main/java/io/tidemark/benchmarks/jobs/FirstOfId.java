/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import java.time.Duration;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ContextualFixedKeyProcessor;
import org.apache.kafka.streams.processor.api.FixedKeyProcessorContext;
import org.apache.kafka.streams.processor.api.FixedKeyRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/** Lets the first call of each id through, and forgets ids once an hour when they are old. */
final class FirstOfId extends ContextualFixedKeyProcessor<String, PeerCall, PeerCall> {

  private final String storeName;
  private final Duration horizon;
  private KeyValueStore<String, Long> seen;

  FirstOfId(String storeName, Duration horizon) {
    this.storeName = storeName;
    this.horizon = horizon;
  }

  @Override
  public void init(FixedKeyProcessorContext<String, PeerCall> context) {
    super.init(context);
    seen = context.getStateStore(storeName);
    context.schedule(Duration.ofHours(1), PunctuationType.STREAM_TIME, this::forget);
  }

  @Override
  public void process(FixedKeyRecord<String, PeerCall> call) {
    if (seen.putIfAbsent(call.key(), call.timestamp()) == null) {
      context().forward(call);
    }
  }

  private void forget(long now) {
    try (KeyValueIterator<String, Long> all = seen.all()) {
      while (all.hasNext()) {
        KeyValue<String, Long> one = all.next();
        if (one.value < now - horizon.toMillis()) {
          seen.delete(one.key);
        }
      }
    }
  }
}
