/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import io.tidemark.job.documents.DocumentWrite;
import java.io.IOException;
import org.apache.flink.api.connector.sink2.SinkWriter;

/** The connector's writer; on closing, attempts end before the connector waits for anything. */
@SuppressWarnings("try") // What close may throw is the connector's and Flink's to say.
final class ElasticsearchDocumentWriter implements SinkWriter<DocumentWrite> {

  private final SinkWriter<DocumentWrite> connector;
  private final BulkSender sender;

  ElasticsearchDocumentWriter(SinkWriter<DocumentWrite> connector, BulkSender sender) {
    this.connector = connector;
    this.sender = sender;
  }

  @Override
  public void write(DocumentWrite document, Context context)
      throws IOException, InterruptedException {
    connector.write(document, context);
  }

  /** Waits until every document written before is safe; the task's mailbox goes on meanwhile. */
  @Override
  public void flush(boolean endOfInput) throws IOException, InterruptedException {
    connector.flush(endOfInput);
  }

  @Override
  public void close() throws Exception {
    try {
      sender.close();
    } finally {
      connector.close();
    }
  }
}
