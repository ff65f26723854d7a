/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import io.tidemark.job.admission.SourceEvent;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.synchronization.FutureCompletingBlockingQueue;
import org.apache.flink.connector.kafka.source.reader.KafkaSourceReader;
import org.apache.flink.connector.kafka.source.reader.fetcher.KafkaSourceFetcherManager;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.InputStatus;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** The connector's reader, with {@link Heartbeats}. */
@SuppressWarnings("try") // Its close() throws Exception, as the connector declares it.
final class UsageSourceReader<E> extends KafkaSourceReader<SourceEvent<E>> {

  private final FutureCompletingBlockingQueue<RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>>>
      fetched;
  private final UsageRecordEmitter<E> emitter;
  private final Heartbeats<E> heartbeats;
  private final UsageReaderMetrics readerMetrics;

  UsageSourceReader(
      FutureCompletingBlockingQueue<RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>>> fetched,
      KafkaSourceFetcherManager fetchers,
      UsageRecordEmitter<E> emitter,
      Configuration configuration,
      SourceReaderContext context,
      UsageReaderMetrics readerMetrics,
      Heartbeats<E> heartbeats) {
    super(fetched, fetchers, emitter, configuration, context, readerMetrics);
    this.fetched = fetched;
    this.emitter = emitter;
    this.heartbeats = heartbeats;
    this.readerMetrics = readerMetrics;
  }

  @Override
  public void start() {
    super.start();
    heartbeats.start(fetched::notifyAvailable);
  }

  @Override
  public InputStatus pollNext(ReaderOutput<SourceEvent<E>> output) throws Exception {
    InputStatus status = super.pollNext(output);
    // After the poll, not before it: a wake-up that came earlier was consumed by an empty queue.
    if (heartbeats.isDue()) {
      emitter.readClock();
      readerMetrics.publishOffset();
      heartbeats.beat(output);
    }
    return status;
  }

  @Override
  protected UsageSplitState initializedState(KafkaPartitionSplit split) {
    return heartbeats.watch(split);
  }

  @Override
  public void close() throws Exception {
    heartbeats.close();
    super.close();
  }
}
