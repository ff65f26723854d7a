/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.CountRequest;
import io.tidemark.api.memory.AnswerMemory;
import io.tidemark.api.memory.Lease;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Search;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.LongConsumer;
import org.elasticsearch.client.Request;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and rewrites documents of one tenant in any index, some hundred at a time. A document that
 * was written since it was read stays as it is: the caller finds it again.
 */
@Component
public class TenantDocuments {

  private static final int NOT_FOUND = 404;
  private static final int CONFLICT = 409;
  private static final int FIRST_ERROR = 400;

  private final ElasticsearchExchange exchange;
  private final AnswerMemory memory;

  TenantDocuments(ElasticsearchExchange exchange, AnswerMemory memory) {
    this.exchange = exchange;
    this.memory = memory;
  }

  /**
   * A document, and the write of it that was read.
   *
   * @param version as Elasticsearch counts it, or as the writer of the document did
   */
  public record Found(
      String index, String id, long sequenceNumber, long term, long version, JsonNode source) {}

  /**
   * A part of an index, which numbers its writes by itself.
   *
   * @param uuid of the index: one that is made again under the same name has another
   */
  public record Shard(String index, String uuid, int number) {}

  /**
   * One write.
   *
   * @param source null deletes the document
   */
  public record Write(Found found, ObjectNode source) {}

  /**
   * A copy for another index.
   *
   * @param version a copy with a lower one is replaced
   * @param onlyNew whether a copy that is there stays, whatever its version
   */
  public record Copy(String index, String id, long version, boolean onlyNew, ObjectNode source) {}

  /**
   * The documents that a search finds.
   *
   * @param indices names or patterns, separated by commas
   */
  public List<Found> search(String tenant, String indices, Search search) {
    return search(tenant, indices, search, Reduction.NONE);
  }

  /** The same, reduced while they are read. */
  public List<Found> search(String tenant, String indices, Search search, Reduction reduction) {
    return send(tenant, new Request("POST", "/" + indices + "/_search"), search, reduction);
  }

  /** The documents of one shard that a search finds. */
  public List<Found> search(String tenant, Shard shard, Search search) {
    Request request = new Request("POST", "/" + shard.index() + "/_search");
    request.addParameter("preference", "_shards:" + shard.number());
    return send(tenant, request, search, Reduction.NONE);
  }

  private List<Found> send(String tenant, Request request, Search search, Reduction reduction) {
    TenantGuard.requireTenant(tenant, search.query());
    request.addParameter("ignore_unavailable", "true");
    request.addParameter("allow_no_indices", "true");
    request.addParameter("allow_partial_search_results", "false");
    request.addParameter("seq_no_primary_term", "true");
    request.addParameter("version", "true");
    request.setEntity(JsonBody.writeBody(search.toRequest().build()));
    List<Found> found = new ArrayList<>();
    for (JsonNode hit : send(tenant, request, reduction).path("hits").path("hits")) {
      found.add(
          new Found(
              hit.path("_index").asString(),
              hit.path("_id").asString(),
              hit.path("_seq_no").asLong(),
              hit.path("_primary_term").asLong(),
              hit.path("_version").asLong(),
              hit.path("_source")));
    }
    return found;
  }

  /** Makes everything searchable that was written before. */
  public void refresh(String indices) {
    Request request = new Request("POST", "/" + indices + "/_refresh");
    request.addParameter("ignore_unavailable", "true");
    request.addParameter("allow_no_indices", "true");
    send(ElasticsearchBreaker.NO_TENANT, request);
  }

  /** How many documents a query finds. */
  public long count(String tenant, String indices, Query query) {
    TenantGuard.requireTenant(tenant, query);
    Request request = new Request("POST", "/" + indices + "/_count");
    request.addParameter("ignore_unavailable", "true");
    request.addParameter("allow_no_indices", "true");
    request.setEntity(JsonBody.writeBody(CountRequest.of(count -> count.query(query))));
    return send(tenant, request).path("count").asLong();
  }

  /**
   * Writes documents that were read before, each unless it was written since.
   *
   * @param written gets how many were written, also when others are rejected
   * @throws ProblemException 503 while an index takes no writes
   * @throws IllegalStateException when a document is rejected for another reason
   */
  public void write(String tenant, List<Write> writes, LongConsumer written) {
    StringBuilder lines = new StringBuilder();
    for (Write write : writes) {
      Found found = write.found();
      ObjectNode target = JsonNodeFactory.instance.objectNode();
      target.put("_index", found.index()).put("_id", found.id());
      target.put("if_seq_no", found.sequenceNumber()).put("if_primary_term", found.term());
      append(lines, write.source() == null ? "delete" : "index", target, write.source());
    }
    // A document that is gone meanwhile needs no write.
    bulk(tenant, lines, Set.of(CONFLICT, NOT_FOUND), written);
  }

  /**
   * Writes copies, each unless there is one that stays.
   *
   * @throws ProblemException 503 while an index takes no writes
   * @throws IllegalStateException when a copy is rejected for another reason
   */
  public void copy(String tenant, List<Copy> copies) {
    StringBuilder lines = new StringBuilder();
    for (Copy copy : copies) {
      ObjectNode target = JsonNodeFactory.instance.objectNode();
      target.put("_index", copy.index()).put("_id", copy.id());
      if (!copy.onlyNew()) {
        target.put("version", copy.version()).put("version_type", "external_gte");
      }
      append(lines, copy.onlyNew() ? "create" : "index", target, copy.source());
    }
    bulk(tenant, lines, Set.of(CONFLICT), written -> {});
  }

  private static void append(
      StringBuilder lines, String action, ObjectNode target, ObjectNode source) {
    lines.append("{\"").append(action).append("\":").append(target).append("}\n");
    if (source != null) {
      lines.append(source).append('\n');
    }
  }

  private void bulk(
      String tenant, StringBuilder lines, Set<Integer> expected, LongConsumer written) {
    if (lines.isEmpty()) {
      return;
    }
    Request request = new Request("POST", "/_bulk");
    request.addParameter("refresh", "true");
    request.addParameter("filter_path", "items.*.status,items.*.error.type");
    request.setJsonEntity(lines.toString());
    long count = 0;
    RuntimeException failure = null;
    for (JsonNode item : send(tenant, request).path("items")) {
      JsonNode result = item.iterator().next();
      int status = result.path("status").asInt();
      if (status < FIRST_ERROR) {
        count++;
      } else if (!expected.contains(status) && failure == null) {
        failure = createFailure(status, result.path("error").path("type").asString(""));
      }
    }
    written.accept(count);
    if (failure != null) {
      throw failure;
    }
  }

  private static RuntimeException createFailure(int status, String type) {
    return WriteBlock.isCauseOf(status, type)
        ? WriteBlock.createProblem()
        : new IllegalStateException("A document was not written: " + status + " " + type);
  }

  private JsonNode send(String tenant, Request request) {
    return send(tenant, request, Reduction.NONE);
  }

  private JsonNode send(String tenant, Request request, Reduction reduction) {
    try (Lease lease = memory.lease(tenant, ExpectedAnswer.SMALL.bytes())) {
      return exchange.sendRequest(tenant, request, reduction, lease);
    }
  }
}
