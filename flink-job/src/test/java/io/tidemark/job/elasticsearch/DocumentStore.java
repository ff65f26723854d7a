/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** What stands behind the scripted server: a real node, or an imitation held to the same tests. */
interface DocumentStore extends AutoCloseable {

  /** Answers a bulk request as Elasticsearch does. */
  Answer bulk(List<BulkOperation> operations, Map<String, String> headers) throws IOException;

  /** All documents of an index by id; none when there is no such index. */
  Map<String, JsonNode> documents(String index) throws IOException;

  @Override
  default void close() {}

  /** Status and body of an answer. */
  record Answer(int status, ObjectNode body) {}
}
