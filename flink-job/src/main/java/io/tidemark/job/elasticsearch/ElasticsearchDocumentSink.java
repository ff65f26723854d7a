/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Bulks;
import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Cluster;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.flink.api.common.operators.ProcessingTimeService;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.elasticsearch.sink.ElasticsearchSink;
import org.apache.flink.connector.elasticsearch.sink.SeamElasticsearch7SinkBuilder;
import org.apache.http.HttpHost;
import org.elasticsearch.action.bulk.BulkProcessor;
import org.elasticsearch.common.unit.ByteSizeValue;
import org.elasticsearch.common.unit.TimeValue;

/**
 * Writes documents to Elasticsearch 7.17 or 8 with Flink's connector, at least once: a checkpoint
 * completes after every document before it is in Elasticsearch, or was refused for good and is in
 * the dead letters. With deterministic ids and versions the outcome is exactly once.
 *
 * <p>The connector gathers documents and counts what is pending; sending is ours, at its bulk
 * processor:
 *
 * <ul>
 *   <li>several bulks in flight, bounded; the task waits only when all places are taken;
 *   <li>what may pass (no connection, a reset, a time-out, 408, 429, 5xx, an answer cut off, a
 *       blocked or closed index, a missing right) is sent again, alone, until {@link
 *       ElasticsearchSinkOptions.Retries#limit}, then {@link ElasticsearchUnavailableException};
 *   <li>409 is success: as good a version is there;
 *   <li>what Elasticsearch will never take becomes a dead letter in its own bulk, and is told to
 *       the {@link RefusedDocumentHandler}; the others are written;
 *   <li>a request that is too large is halved.
 * </ul>
 */
public final class ElasticsearchDocumentSink implements Sink<DocumentWrite> {

  private final ElasticsearchSinkOptions options;
  private final RefusedDocumentHandler handler;

  public ElasticsearchDocumentSink(ElasticsearchSinkOptions options) {
    this(options, RefusedDocumentHandler.NONE);
  }

  public ElasticsearchDocumentSink(
      ElasticsearchSinkOptions options, RefusedDocumentHandler handler) {
    this.options = Objects.requireNonNull(options, "options");
    this.handler = Objects.requireNonNull(handler, "handler");
  }

  @Override
  @SuppressWarnings("deprecation") // Abstract until Flink 2; Flink calls the other one.
  public SinkWriter<DocumentWrite> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Needs Flink 1.19 or later");
  }

  @Override
  public SinkWriter<DocumentWrite> createWriter(WriterInitContext context) throws IOException {
    ElasticsearchSinkMetrics metrics = new ElasticsearchSinkMetrics(context.metricGroup());
    AtomicReference<BulkSender> sender = new AtomicReference<>();
    ElasticsearchSink<DocumentWrite> connector =
        connector(
            (client, listener) -> {
              BulkEndpoint endpoint = new BulkEndpoint(client.getLowLevelClient());
              sender.set(new BulkSender(endpoint, listener, options, handler, metrics));
              return processor(sender.get(), listener, context.getProcessingTimeService());
            });
    handler.open();
    return new ElasticsearchDocumentWriter(connector.createWriter(context), sender.get());
  }

  private ElasticsearchSink<DocumentWrite> connector(
      SeamElasticsearch7SinkBuilder.BulkProcessorSource source) {
    Cluster cluster = options.cluster();
    HttpHost[] hosts =
        cluster.addresses().stream()
            .map(at -> new HttpHost(at.getHost(), at.getPort(), at.getScheme()))
            .toArray(HttpHost[]::new);
    SeamElasticsearch7SinkBuilder<DocumentWrite> builder =
        new SeamElasticsearch7SinkBuilder<>(source);
    builder
        .setEmitter(new DocumentWriteEmitter())
        .setHosts(hosts)
        .setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE)
        .setConnectionTimeout(Math.toIntExact(cluster.connectTimeout().toMillis()))
        .setSocketTimeout(Math.toIntExact(cluster.answerTimeout().toMillis()));
    if (cluster.username() != null) {
      builder.setConnectionUsername(cluster.username());
      builder.setConnectionPassword(cluster.password());
    }
    if (!cluster.pathPrefix().isEmpty()) {
      builder.setConnectionPathPrefix(cluster.pathPrefix());
    }
    return builder.build();
  }

  private BulkProcessor.Builder processor(
      BulkSender sender, BulkProcessor.Listener listener, ProcessingTimeService timers) {
    Bulks bulks = options.bulks();
    TaskThreadScheduler scheduler = new TaskThreadScheduler(timers);
    return BulkProcessor.builder(
            new BulkHandOver(sender::take),
            new HandOverListener(listener),
            scheduler,
            scheduler,
            () -> {})
        .setBulkActions(bulks.maxActions())
        .setBulkSize(new ByteSizeValue(bulks.maxBytes()))
        .setFlushInterval(TimeValue.timeValueMillis(bulks.flushInterval().toMillis()));
  }
}
