/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package org.apache.flink.connector.elasticsearch.sink;

import java.util.Objects;
import org.elasticsearch.action.bulk.BulkProcessor;
import org.elasticsearch.client.RestHighLevelClient;

/**
 * Lets a class outside this package decide how the connector's bulks are sent. It stands here
 * because the types of the connector's seam are visible nowhere else; so it must come from the same
 * jar (class loader) as the connector: keep the connector out of Flink's {@code lib} folder.
 *
 * <p>The source is not serialized: build the sink where its writer is made.
 *
 * @param <IN> what the sink takes
 */
public final class SeamElasticsearch7SinkBuilder<IN> extends Elasticsearch7SinkBuilder<IN> {

  /** Makes the bulk processor of one writer. */
  @FunctionalInterface
  public interface BulkProcessorSource {

    /**
     * Begins a bulk processor; the connector limits it to one bulk at a time and builds it.
     *
     * @param client the writer's own, closed by it
     * @param listener must be told once of each bulk that was begun: written, or failed
     */
    BulkProcessor.Builder create(RestHighLevelClient client, BulkProcessor.Listener listener);
  }

  private final BulkProcessorSource source;

  public SeamElasticsearch7SinkBuilder(BulkProcessorSource source) {
    this.source = Objects.requireNonNull(source, "source");
  }

  @Override
  protected BulkProcessorBuilderFactory getBulkProcessorBuilderFactory() {
    return new Seam(source);
  }

  private static final class Seam implements BulkProcessorBuilderFactory {

    /** Transient because the builder insists on a factory that can be serialized. */
    private final transient BulkProcessorSource source;

    Seam(BulkProcessorSource source) {
      this.source = source;
    }

    @Override
    public BulkProcessor.Builder apply(
        RestHighLevelClient client, BulkProcessorConfig config, BulkProcessor.Listener listener) {
      return source.create(client, listener);
    }
  }
}
