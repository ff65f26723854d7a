/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.kafka;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.connector.base.source.reader.RecordsBySplits;
import org.apache.flink.connector.base.source.reader.RecordsWithSplitIds;
import org.apache.flink.connector.base.source.reader.splitreader.SplitsAddition;
import org.apache.flink.connector.kafka.source.metrics.KafkaSourceReaderMetrics;
import org.apache.flink.connector.kafka.source.reader.KafkaPartitionSplitReader;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches, and does not pass over records that were deleted before they were read, be it while the
 * job was stopped or while it lagged: with {@code auto.offset.reset=none} the consumer says so.
 */
@SuppressWarnings("try") // Its close() throws Exception, as the connector declares it.
final class LossAwareSplitReader extends KafkaPartitionSplitReader {

  private static final Logger LOG = LoggerFactory.getLogger(LossAwareSplitReader.class);

  private final Properties properties;
  private final OnLostOffsets onLostOffsets;
  private final SourceMetrics metrics;

  LossAwareSplitReader(
      Properties properties,
      OnLostOffsets onLostOffsets,
      SourceReaderContext context,
      KafkaSourceReaderMetrics readerMetrics,
      SourceMetrics metrics) {
    super(properties, context, readerMetrics);
    this.properties = properties;
    this.onLostOffsets = onLostOffsets;
    this.metrics = metrics;
  }

  @Override
  public RecordsWithSplitIds<ConsumerRecord<byte[], byte[]>> fetch() throws IOException {
    try {
      return super.fetch();
    } catch (OffsetOutOfRangeException e) {
      goOnAfter(e);
      return new RecordsBySplits.Builder<ConsumerRecord<byte[], byte[]>>().build();
    }
  }

  private void goOnAfter(OffsetOutOfRangeException loss) throws IOException {
    List<KafkaPartitionSplit> splits = new ArrayList<>();
    for (Map.Entry<TopicPartition, Long> stand : loss.offsetOutOfRangePartitions().entrySet()) {
      TopicPartition partition = stand.getKey();
      long first = firstOffset(partition);
      String message = describe(partition, stand.getValue(), first);
      if (onLostOffsets == OnLostOffsets.FAIL) {
        throw new LostOffsetsException(
            message
                + " To continue without them, start the job again from its last checkpoint with"
                + " --kafka.on-lost-offsets skip.",
            loss);
      }
      LOG.error(message);
      metrics.lost(Math.max(0, first - stand.getValue()));
      splits.add(new KafkaPartitionSplit(partition, first));
    }
    // For partitions that it has already this does no more than seek.
    handleSplitsChanges(new SplitsAddition<>(splits));
  }

  private static String describe(TopicPartition partition, long offset, long first) {
    String where = "Kafka topic " + partition.topic() + ", partition " + partition.partition();
    if (first > offset) {
      return "%s: unread records were deleted. The next offset to read was %d, the first one there is now is %d: %d offsets are lost."
          .formatted(where, offset, first, first - offset);
    }
    return "%s: the next offset to read was %d, which is beyond the end. The partition was recreated or lost its end; reading begins at %d."
        .formatted(where, offset, first);
  }

  private long firstOffset(TopicPartition partition) throws IOException {
    try (Admin admin = Admin.create(properties)) {
      return admin
          .listOffsets(Map.of(partition, OffsetSpec.earliest()))
          .partitionResult(partition)
          .get()
          .offset();
    } catch (ExecutionException e) {
      throw new IOException("Kafka does not say where " + partition + " begins", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking where " + partition + " begins", e);
    }
  }
}
