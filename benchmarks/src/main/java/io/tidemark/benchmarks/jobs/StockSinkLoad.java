/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.measuring.MeasuredJob;
import io.tidemark.job.documents.DocumentWrite;
import org.apache.flink.connector.elasticsearch.sink.Elasticsearch7SinkBuilder;
import org.apache.flink.connector.elasticsearch.sink.ElasticsearchSink;
import org.apache.http.HttpHost;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.common.xcontent.XContentType;
import org.elasticsearch.index.VersionType;

/** Documents into Elasticsearch through Flink's connector as it comes. */
public final class StockSinkLoad {

  private StockSinkLoad() {}

  public static void main(String[] arguments) throws Exception {
    MeasuredJob.run(
        arguments,
        (settings, configuration) ->
            LoadedDocuments.define(
                settings, configuration, createSink(settings.get(JobSettings.ELASTICSEARCH))));
  }

  private static ElasticsearchSink<DocumentWrite> createSink(String node) {
    return new Elasticsearch7SinkBuilder<DocumentWrite>()
        .setHosts(HttpHost.create(node))
        .setEmitter(
            (DocumentWrite document,
                org.apache.flink.api.connector.sink2.SinkWriter.Context context,
                org.apache.flink.connector.elasticsearch.sink.RequestIndexer indexer) ->
                indexer.add(createRequest(document)))
        .build();
  }

  private static IndexRequest createRequest(DocumentWrite document) {
    return new IndexRequest(document.index)
        .id(document.id)
        .version(document.version)
        .versionType(VersionType.EXTERNAL_GTE)
        .source(document.source, XContentType.JSON);
  }
}
