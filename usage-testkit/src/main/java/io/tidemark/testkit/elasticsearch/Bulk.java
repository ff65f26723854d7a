/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.testkit.elasticsearch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.testkit.http.Reply;
import io.tidemark.testkit.http.Request;
import io.tidemark.testkit.http.Upstream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** A bulk that has arrived, and the way to the node that it was sent to. */
public final class Bulk {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final Request request;
  private final Upstream upstream;

  Bulk(Request request, Upstream upstream) {
    this.request = request;
    this.upstream = upstream;
  }

  public Request request() {
    return request;
  }

  public List<BulkOperation> operations() {
    try {
      return BulkOperation.parse(request.text());
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Ids of the documents, in their order. */
  public List<String> ids() {
    return operations().stream().map(BulkOperation::id).toList();
  }

  /** Forwards the bulk as it is. */
  public Reply apply() throws IOException, InterruptedException {
    return upstream.forward(request);
  }

  /** Forwards some operations. */
  public Reply apply(List<BulkOperation> some) throws IOException, InterruptedException {
    return upstream.forward(request, BulkOperation.render(some).getBytes(UTF_8));
  }

  static ObjectNode read(Reply reply) throws IOException {
    return (ObjectNode) JSON.readTree(reply.text());
  }
}
