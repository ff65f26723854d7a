/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import io.tidemark.job.documents.DocumentWrite;
import java.util.Objects;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.elasticsearch.client.RestClient;

/**
 * Writes documents to Elasticsearch 7.17 or 8, at least once: a checkpoint completes after every
 * document before it is in Elasticsearch, or was permanently rejected and is in the dead letters.
 * With deterministic ids and versions the outcome is exactly once.
 *
 * <p>Flink's connector is not used: it brings the whole Elasticsearch server into the job's jar,
 * ends the job at any failed document, and sends one bulk at a time. Here:
 *
 * <ul>
 *   <li>several bulks in flight, bounded; the task waits only when all places are taken;
 *   <li>what may pass (no connection, a reset, a time-out, 408, 429, 5xx, an answer cut off, a
 *       blocked or closed index, a missing right) is sent again, alone, until {@link
 *       ElasticsearchSinkOptions.Retries#limit}, then {@link ElasticsearchUnavailableException};
 *   <li>409 is success: as good a version is there;
 *   <li>what Elasticsearch will never take becomes a dead letter in its own bulk, and is told to
 *       the {@link RejectedDocumentHandler}; the others are written;
 *   <li>a request that is too large is halved.
 * </ul>
 */
public final class ElasticsearchDocumentSink implements Sink<DocumentWrite> {

  private final ElasticsearchSinkOptions options;
  private final RejectedDocumentHandler handler;

  public ElasticsearchDocumentSink(ElasticsearchSinkOptions options) {
    this(options, RejectedDocumentHandler.NONE);
  }

  public ElasticsearchDocumentSink(
      ElasticsearchSinkOptions options, RejectedDocumentHandler handler) {
    this.options = Objects.requireNonNull(options, "options");
    this.handler = Objects.requireNonNull(handler, "handler");
  }

  @Override
  @SuppressWarnings("deprecation") // Abstract until Flink 2; Flink calls the other one.
  public SinkWriter<DocumentWrite> createWriter(InitContext context) {
    throw new UnsupportedOperationException("Needs Flink 1.19 or later");
  }

  @Override
  public SinkWriter<DocumentWrite> createWriter(WriterInitContext context) {
    ElasticsearchSinkMetrics metrics = new ElasticsearchSinkMetrics(context.metricGroup());
    handler.open();
    RestClient client = ClusterConnection.open(options.cluster());
    return new ElasticsearchDocumentWriter(
        options.bulks(),
        context.getMailboxExecutor(),
        context.getProcessingTimeService(),
        metrics,
        writer -> new BulkSender(new BulkEndpoint(client), writer, options, handler, metrics),
        client);
  }
}
