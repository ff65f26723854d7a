/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import io.tidemark.job.admission.SourceEvent;
import java.util.ArrayList;
import java.util.List;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The connector's reader, with {@link Heartbeats}, and for the topics of the options alone. */
@SuppressWarnings("try") // Its close() throws Exception, as the connector declares it.
final class UsageSourceReader<E> extends KafkaSourceReader<SourceEvent<E>> {

  private static final Logger LOG = LoggerFactory.getLogger(UsageSourceReader.class);

  private final FutureCompletingBlockingQueue<RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>>>
      fetched;
  private final UsageRecordEmitter<E> emitter;
  private final Heartbeats<E> heartbeats;
  private final UsageReaderMetrics readerMetrics;

  /** Partitions that are not read, for which Flink has made outputs. */
  private final List<String> left = new ArrayList<>();

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

  /**
   * Takes partitions, of state too. One of a topic that was taken out of the options has no format,
   * and if the topic is deleted, it would hold event time back forever.
   */
  @Override
  public void addSplits(List<KafkaPartitionSplit> splits) {
    List<KafkaPartitionSplit> read = new ArrayList<>();
    for (KafkaPartitionSplit split : splits) {
      if (emitter.reads(split.getTopic())) {
        read.add(split);
      } else {
        LOG.warn(
            "Topic {} is not in the options any more: partition {} is not read from offset {} on",
            split.getTopic(),
            split.getPartition(),
            split.getStartingOffset());
        left.add(split.splitId());
      }
    }
    if (!read.isEmpty()) {
      super.addSplits(read);
    }
  }

  @Override
  public InputStatus pollNext(ReaderOutput<SourceEvent<E>> output) throws Exception {
    InputStatus status = super.pollNext(output);
    // After the poll, not before it: a wake-up that came earlier was consumed by an empty queue.
    if (heartbeats.isDue()) {
      emitter.readClock();
      readerMetrics.publishOffset();
      left.forEach(output::releaseOutputForSplit);
      left.clear();
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
