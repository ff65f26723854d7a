/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.DeleteByQueryRequest;
import io.tidemark.api.memory.AnswerMemory;
import io.tidemark.api.memory.Lease;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.model.index.PermanentIndex;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.elasticsearch.client.Request;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads and writes single documents of the permanent indices. A document is read by its id, so that
 * a write is visible at once; a write is also searchable when it returns.
 */
@Component
public class DocumentStore {

  /** The members of an answer around the document. */
  private static final long ENVELOPE = 64 << 10;

  private static final Duration UNTIL_TEMPLATES = Duration.ofSeconds(10);

  private final ElasticsearchExchange exchange;
  private final AnswerMemory memory;
  private final Set<PermanentIndex> ready =
      Collections.synchronizedSet(EnumSet.noneOf(PermanentIndex.class));

  DocumentStore(ElasticsearchExchange exchange, AnswerMemory memory) {
    this.exchange = exchange;
    this.memory = memory;
  }

  /** Identifies one write of a document; a later write of the document has another version. */
  public record Version(long sequenceNumber, long primaryTerm) {}

  /** A document and its version. */
  public record Stored(JsonNode source, Version version) {}

  /** The document with this id. */
  public Optional<Stored> find(PermanentIndex index, String id) {
    return find(get(index, id));
  }

  /** The same without one of its fields, which may be large. */
  public Optional<Stored> findWithout(PermanentIndex index, String id, String field) {
    Request request = get(index, id);
    request.addParameter("_source_excludes", field);
    return find(request);
  }

  private Optional<Stored> find(Request request) {
    JsonNode answer = send(ElasticsearchBreaker.NO_TENANT, request);
    return answer.path("found").asBoolean() ? Optional.of(readStored(answer)) : Optional.empty();
  }

  /** Whether there is a document with this id. */
  public boolean contains(PermanentIndex index, String id) {
    Request request = get(index, id);
    request.addParameter("_source", "false");
    return send(ElasticsearchBreaker.NO_TENANT, request).path("found").asBoolean();
  }

  /**
   * Rejects a document that no answer has the memory for, so that it could not be read.
   *
   * @throws ProblemException 400 with the limit, which grows with the heap
   */
  public void requireReadable(ObjectNode source) {
    long bytes = AnswerTree.weighAnswer(source);
    long most = memory.mostOfOne() - ENVELOPE;
    if (bytes > most) {
      throw ProblemException.tooLarge(
          "Reading this would take %d bytes of memory, of which one answer may have %d; send fewer"
                  .formatted(bytes, most)
              + " entries.",
          most);
    }
  }

  /** Reads the document with this id by {@code reader}; its memory is free afterwards. */
  public <T> Optional<T> read(PermanentIndex index, String id, Function<JsonNode, T> reader) {
    return read(index, id, Reduction.NONE, stored -> reader.apply(stored.source()));
  }

  /** The same with the items of an array reduced while they are read. */
  public <T> Optional<T> read(
      PermanentIndex index, String id, Reduction reduction, Function<Stored, T> reader) {
    try (Lease lease = memory.lease(ElasticsearchBreaker.NO_TENANT, ExpectedAnswer.SMALL.bytes())) {
      JsonNode answer =
          exchange.sendRequest(ElasticsearchBreaker.NO_TENANT, get(index, id), reduction, lease);
      return answer.path("found").asBoolean()
          ? Optional.of(reader.apply(readStored(answer)))
          : Optional.empty();
    }
  }

  private static Request get(PermanentIndex index, String id) {
    Request request = new Request("GET", document(index, id));
    request.addParameter("ignore", "404");
    return request;
  }

  /**
   * Writes a document with an id that is not in use.
   *
   * @return false when there is a document with this id
   */
  public boolean create(PermanentIndex index, String id, ObjectNode source) {
    requireTemplate(index);
    Request request = new Request("PUT", "/" + index.indexName() + "/_create/" + id);
    return write(request, source);
  }

  /**
   * Writes documents with ids that are not in use, in the order of the map; what is there already
   * stays as it is.
   *
   * @throws ProblemException 503 when not all of them are there afterwards
   */
  public void createAll(PermanentIndex index, Map<String, ObjectNode> sources) {
    requireTemplate(index);
    writeAll(index, "create", sources, true);
  }

  /**
   * Writes documents, whatever is there under their ids.
   *
   * @throws ProblemException 503 when not all of them were written
   */
  public void putAll(PermanentIndex index, Map<String, ObjectNode> sources, boolean searchable) {
    requireTemplate(index);
    writeAll(index, "index", sources, searchable);
  }

  private void writeAll(
      PermanentIndex index, String action, Map<String, ObjectNode> sources, boolean searchable) {
    StringBuilder lines = new StringBuilder();
    sources.forEach(
        (id, source) ->
            lines
                .append("{\"")
                .append(action)
                .append("\":{\"_id\":\"")
                .append(id)
                .append("\"}}\n")
                .append(source)
                .append('\n'));
    Request request = new Request("POST", "/" + index.indexName() + "/_bulk");
    request.addParameter("refresh", Boolean.toString(searchable));
    request.addParameter("filter_path", "items.*.status,items.*.error.type");
    request.setJsonEntity(lines.toString());
    for (JsonNode item : send(ElasticsearchBreaker.NO_TENANT, request).path("items")) {
      JsonNode result = item.path(action);
      int status = result.path("status").asInt();
      if (WriteBlock.isCauseOf(status, result.path("error").path("type").asString(""))) {
        throw WriteBlock.createProblem();
      }
      // 409 answers the creation of a document that is there.
      if (status >= 400 && status != 409) {
        throw ProblemException.unavailable("Not all documents were written.", UNTIL_TEMPLATES);
      }
    }
  }

  /**
   * Deletes the documents of all tenants whose time in {@code field} is before {@code end}.
   *
   * @return how many
   */
  public long deleteBefore(PermanentIndex index, String field, Instant end) {
    Request request = new Request("POST", "/" + index.indexName() + "/_delete_by_query");
    request.addParameter("ignore_unavailable", "true");
    request.addParameter("allow_no_indices", "true");
    request.addParameter("conflicts", "proceed");
    Query old = Queries.until(field, end.minusMillis(1));
    request.setEntity(
        JsonBody.writeBody(DeleteByQueryRequest.of(d -> d.index(index.indexName()).query(old))));
    return send(ElasticsearchBreaker.NO_TENANT, request).path("deleted").asLong();
  }

  /**
   * Deletes a document.
   *
   * @return false when there was none
   */
  public boolean delete(PermanentIndex index, String id) {
    Request request = new Request("DELETE", document(index, id));
    request.addParameter("refresh", "true");
    request.addParameter("ignore", "404");
    return send(ElasticsearchBreaker.NO_TENANT, request)
        .path("result")
        .asString("")
        .equals("deleted");
  }

  /**
   * Replaces a document.
   *
   * @return false when the document changed since {@code expected} was read
   */
  public boolean replace(PermanentIndex index, String id, ObjectNode source, Version expected) {
    Request request = new Request("PUT", document(index, id));
    request.addParameter("if_seq_no", Long.toString(expected.sequenceNumber()));
    request.addParameter("if_primary_term", Long.toString(expected.primaryTerm()));
    return write(request, source);
  }

  /**
   * The documents that a search finds.
   *
   * @param tenant the tenant that the first filter of the query must demand
   */
  public List<Stored> search(PermanentIndex index, String tenant, Search search) {
    TenantGuard.requireTenant(tenant, search.query());
    return search(index, search);
  }

  /** The documents of all tenants that a search finds: never for the answer to a request. */
  public List<Stored> searchAllTenants(PermanentIndex index, Search search) {
    return search(index, search);
  }

  private List<Stored> search(PermanentIndex index, Search search) {
    Request request = new Request("POST", "/" + index.indexName() + "/_search");
    request.addParameter("ignore_unavailable", "true");
    request.addParameter("allow_no_indices", "true");
    request.addParameter("allow_partial_search_results", "false");
    request.addParameter("seq_no_primary_term", "true");
    request.setEntity(JsonBody.writeBody(search.toRequest().build()));
    JsonNode answer = send(ElasticsearchBreaker.NO_TENANT, request);
    if (answer.path("_shards").path("total").asInt(1) == 0) {
      requireOpen(index);
    }
    List<Stored> found = new ArrayList<>();
    answer.path("hits").path("hits").forEach(hit -> found.add(readStored(hit)));
    return found;
  }

  /** A search of a closed index finds nothing, as if it were a new one; to read it is an error. */
  private void requireOpen(PermanentIndex index) {
    Request request = new Request("GET", document(index, "none"));
    request.addParameter("_source", "false");
    request.addParameter("ignore", "403,404");
    send(ElasticsearchBreaker.NO_TENANT, request);
  }

  private boolean write(Request request, ObjectNode source) {
    // Settings are written seldom, and a writer lists them next.
    request.addParameter("refresh", "true");
    request.addParameter("ignore", "409");
    request.setJsonEntity(source.toString());
    return !send(ElasticsearchBreaker.NO_TENANT, request).has("error");
  }

  /** Without its template an index would be made with a field for each member of a body. */
  private void requireTemplate(PermanentIndex index) {
    if (ready.contains(index)) {
      return;
    }
    Request settings = new Request("GET", "/" + index.indexName() + "/_settings");
    settings.addParameter("ignore", "404");
    boolean exists = !send(ElasticsearchBreaker.NO_TENANT, settings).has("error");
    if (!exists && !hasTemplate(index)) {
      throw ProblemException.unavailable(
          "The index templates are not installed yet.", UNTIL_TEMPLATES);
    }
    ready.add(index);
  }

  private boolean hasTemplate(PermanentIndex index) {
    Request template = new Request("GET", "/_index_template/" + index.indexName());
    template.addParameter("ignore", "403,404");
    // An account that may not read templates belongs to an operator who runs the installer.
    return send(ElasticsearchBreaker.NO_TENANT, template).path("status").asInt() != 404;
  }

  private JsonNode send(String tenant, Request request) {
    Lease lease = memory.lease(tenant, ExpectedAnswer.SMALL.bytes());
    try {
      JsonNode answer = exchange.sendRequest(tenant, request, Reduction.NONE, lease);
      lease.settle();
      lease.keepForRequest();
      return answer;
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  private static Stored readStored(JsonNode hit) {
    return new Stored(
        hit.path("_source"),
        new Version(hit.path("_seq_no").asLong(), hit.path("_primary_term").asLong()));
  }

  private static String document(PermanentIndex index, String id) {
    return "/" + index.indexName() + "/_doc/" + id;
  }
}
