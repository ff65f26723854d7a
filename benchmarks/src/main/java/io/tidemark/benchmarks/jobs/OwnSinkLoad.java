/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.jobs;

import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.measuring.MeasuredJob;
import io.tidemark.job.elasticsearch.ElasticsearchDocumentSink;
import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions;
import io.tidemark.job.elasticsearch.ElasticsearchSinkOptions.Cluster;
import java.util.List;

/** Documents into Elasticsearch through the job's own sink, with its defaults. */
public final class OwnSinkLoad {

  private OwnSinkLoad() {}

  public static void main(String[] arguments) throws Exception {
    MeasuredJob.run(
        arguments,
        (settings, configuration) ->
            LoadedDocuments.define(
                settings,
                configuration,
                new ElasticsearchDocumentSink(
                    ElasticsearchSinkOptions.defaults()
                        .withCluster(
                            Cluster.at(List.of(settings.get(JobSettings.ELASTICSEARCH)))))));
  }
}
