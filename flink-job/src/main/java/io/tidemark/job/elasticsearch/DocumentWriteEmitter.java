/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import io.tidemark.job.documents.DocumentWrite;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.connector.elasticsearch.sink.ElasticsearchEmitter;
import org.apache.flink.connector.elasticsearch.sink.RequestIndexer;
import org.elasticsearch.action.DocWriteRequest;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.common.bytes.BytesReference;
import org.elasticsearch.common.xcontent.XContentType;
import org.elasticsearch.index.VersionType;

/** Between our documents and the requests that the connector gathers; nothing is copied. */
final class DocumentWriteEmitter implements ElasticsearchEmitter<DocumentWrite> {

  @Override
  public void emit(DocumentWrite document, SinkWriter.Context context, RequestIndexer indexer) {
    IndexRequest request =
        new IndexRequest(document.index).id(document.id).source(document.source, XContentType.JSON);
    if (document.createOnly) {
      request.opType(DocWriteRequest.OpType.CREATE);
    } else {
      request.version(document.version).versionType(VersionType.EXTERNAL_GTE);
    }
    indexer.add(request);
  }

  static DocumentWrite documentOf(DocWriteRequest<?> request) {
    IndexRequest index = (IndexRequest) request;
    byte[] source = BytesReference.toBytes(index.source());
    if (index.opType() == DocWriteRequest.OpType.CREATE) {
      return DocumentWrite.createOnly(index.index(), index.id(), source);
    }
    return DocumentWrite.replacing(index.index(), index.id(), index.version(), source);
  }
}
