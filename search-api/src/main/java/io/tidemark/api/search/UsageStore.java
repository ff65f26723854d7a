/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import co.elastic.clients.elasticsearch.core.DeleteByQueryRequest;
import io.tidemark.api.access.Scope;
import io.tidemark.api.memory.AnswerMemory;
import io.tidemark.api.memory.Lease;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.request.TieredRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.TenantDocuments.Shard;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.IndexFamily;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.http.client.config.RequestConfig;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.RequestOptions;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/**
 * The only class that talks to Elasticsearch. A search that does not demand the caller's tenant of
 * every document does not leave it.
 */
@Component
public class UsageStore {

  private static final Pattern NUMBER = Pattern.compile("[0-9]{1,9}");

  private final ElasticsearchExchange exchange;
  private final AnswerMemory memory;
  private final AtomicReference<Boolean> lifecycle = new AtomicReference<>();
  private final RunningExports exports = new RunningExports();

  UsageStore(ElasticsearchExchange exchange, AnswerMemory memory) {
    this.exchange = exchange;
    this.memory = memory;
  }

  /** The answer to one search that is small whatever it finds, see the other search. */
  public JsonNode search(Scope scope, IndexFamily family, TimeRange range, Search search) {
    return search(scope, family, range, search, ExpectedAnswer.SMALL);
  }

  /**
   * The answer to one search over the days of {@code range}. Days without an index count as empty.
   *
   * @throws ProblemException 503 when Elasticsearch does not answer, or not in time; 429 when other
   *     answers hold the memory that this one needs; 400 when it is larger than one may be
   */
  public JsonNode search(
      Scope scope, IndexFamily family, TimeRange range, Search search, ExpectedAnswer expected) {
    TenantGuard.requireTenant(scope, search);
    return search(scope.tenant(), indices(family, range), search, expected);
  }

  /** The answer to one search over the hours and days of a workload. */
  public JsonNode search(
      Scope scope, Workload workload, TieredRange range, Search search, ExpectedAnswer expected) {
    TenantGuard.requireTenant(scope, search);
    return search(scope.tenant(), TieredIndices.of(workload, range), search, expected);
  }

  /** As the searches above, for a reader after which nothing of the answer is held. */
  public <T> T read(
      Scope scope,
      Workload workload,
      TieredRange range,
      Search search,
      ExpectedAnswer expected,
      Function<JsonNode, T> reader) {
    TenantGuard.requireTenant(scope, search);
    return read(scope, TieredIndices.of(workload, range), search, expected, reader);
  }

  /** The same over the indices of one family. */
  public <T> T read(
      Scope scope,
      IndexFamily family,
      TimeRange range,
      Search search,
      ExpectedAnswer expected,
      Function<JsonNode, T> reader) {
    TenantGuard.requireTenant(scope, search);
    return read(scope, indices(family, range), search, expected, reader);
  }

  private <T> T read(
      Scope scope,
      String indices,
      Search search,
      ExpectedAnswer expected,
      Function<JsonNode, T> reader) {
    Request request = searchRequest(indices, search);
    try (Lease lease = memory.lease(scope.tenant(), expected.bytes())) {
      return reader.apply(
          exchange.sendRequest(scope.tenant(), request, expected.reduction(), lease));
    }
  }

  /**
   * The answer to one search over all days of a family, for documents that are not in the index of
   * the day that they are searched by.
   *
   * @throws ProblemException 503 when Elasticsearch does not answer, or not in time
   */
  public JsonNode searchAllDays(Scope scope, IndexFamily family, Search search) {
    TenantGuard.requireTenant(scope, search);
    return search(scope.tenant(), family.pattern(), search, ExpectedAnswer.SMALL);
  }

  /**
   * The documents of {@code range} as they are now, to be read page by page, and then closed.
   *
   * @param page what one page is expected to take
   * @throws ProblemException 429 while too many are read, 503 when Elasticsearch does not answer
   */
  public Snapshot snapshot(Scope scope, IndexFamily family, TimeRange range, ExpectedAnswer page) {
    Runnable end = exports.beginExport(scope);
    try {
      Lease lease = memory.reserve(scope.tenant(), page.bytes());
      try {
        return Snapshot.of(
            scope,
            indices(family, range),
            request -> exchange.sendRequest(scope.tenant(), request, page.reduction(), lease),
            () -> {
              lease.close();
              end.run();
            });
      } catch (RuntimeException e) {
        lease.close();
        throw e;
      }
    } catch (RuntimeException e) {
      end.run();
      throw e;
    }
  }

  /** The newest document that says through which hour the workload is final. */
  public JsonNode newestProgress(Workload workload) {
    return newestProgress(Queries.term("pipeline", workload.id()));
  }

  /** The newest such document of any workload that has a field. */
  JsonNode newestProgressWith(String field) {
    return newestProgress(Queries.present(field));
  }

  private JsonNode newestProgress(Query query) {
    Search newest = Search.list(query, 1, List.of(Search.sortBy("hour", SortOrder.Desc)));
    JsonNode hits =
        search(
                ElasticsearchBreaker.NO_TENANT,
                IndexFamily.PIPELINE_PROGRESS.pattern(),
                newest,
                ExpectedAnswer.SMALL)
            .path("hits");
    return hits.path("hits").path(0).path("_source");
  }

  /**
   * The numeric names of the fields below {@code object}, in order. Names of fields alone: they say
   * nothing about any tenant's usage, and those the caller has none of are left out of answers.
   */
  public List<String> fieldsBelow(String object, Workload workload, TieredRange range) {
    Request request = new Request("GET", "/" + TieredIndices.of(workload, range) + "/_field_caps");
    request.addParameter("fields", object + ".*");
    request.addParameter("ignore_unavailable", "true");
    request.addParameter("allow_no_indices", "true");
    return send(request).path("fields").propertyNames().stream()
        .filter(name -> name.startsWith(object + "."))
        .map(name -> name.substring(object.length() + 1))
        .filter(name -> NUMBER.matcher(name).matches())
        .sorted()
        .toList();
  }

  /**
   * Deletes what the query selects, in all days of the family.
   *
   * @return how many documents
   */
  public long delete(Scope scope, IndexFamily family, Query selected) {
    TenantGuard.requireTenant(scope, selected);
    Request request = new Request("POST", "/" + family.pattern() + "/_delete_by_query");
    request.addParameter("ignore_unavailable", "true");
    request.addParameter("allow_no_indices", "true");
    // A document rewritten meanwhile is left: the next call finds it.
    request.addParameter("conflicts", "proceed");
    request.addParameter("refresh", "true");
    request.setEntity(
        JsonBody.writeBody(
            DeleteByQueryRequest.of(d -> d.index(family.pattern()).query(selected))));
    return send(request).path("deleted").asLong();
  }

  /** Names of all of Tidemark's indices. */
  public List<String> indices() {
    Request request = new Request("GET", "/_cat/indices/" + IndexFamily.PREFIX + "*");
    request.addParameter("format", "json");
    request.addParameter("h", "index");
    request.addParameter("expand_wildcards", "open,closed");
    List<String> names = new ArrayList<>();
    for (JsonNode index : send(request)) {
      names.add(index.path("index").asString());
    }
    return names;
  }

  /** The shards of Tidemark's indices, by name. */
  public List<Shard> listShards() {
    Request request = new Request("GET", "/_cat/indices/" + IndexFamily.PREFIX + "*");
    request.addParameter("format", "json");
    request.addParameter("h", "index,uuid,pri");
    request.addParameter("s", "index");
    return readShards(send(request));
  }

  /** An index that was deleted while Elasticsearch listed it has no number, and is left out. */
  static List<Shard> readShards(JsonNode indices) {
    List<Shard> shards = new ArrayList<>();
    for (JsonNode index : indices) {
      JsonNode count = index.path("pri");
      int most = count.isNull() ? 0 : Integer.parseInt(count.asString());
      for (int number = 0; number < most; number++) {
        shards.add(
            new Shard(index.path("index").asString(), index.path("uuid").asString(), number));
      }
    }
    return shards;
  }

  /** Aliases whose names match a pattern, by the index that has them. */
  public Map<String, String> findAliases(String pattern) {
    Request request = new Request("GET", "/_cat/aliases/" + pattern);
    request.addParameter("format", "json");
    request.addParameter("h", "index,alias");
    Map<String, String> aliases = new HashMap<>();
    for (JsonNode alias : send(request)) {
      aliases.put(alias.path("index").asString(), alias.path("alias").asString());
    }
    return aliases;
  }

  /** Deletes an index of an expired day; one that is gone already is no fault. */
  public void deleteIndex(String name) {
    Request request = new Request("DELETE", "/" + name);
    request.addParameter("ignore", "404");
    request.addParameter("ignore_unavailable", "true");
    send(request);
  }

  /** Name and version of the cluster. */
  public JsonNode cluster() {
    return send(new Request("GET", "/"));
  }

  /**
   * The same for a health check, which does not wait long, and whose failures stop no searches.
   *
   * @throws ProblemException 503 when Elasticsearch does not answer within {@code limit}
   */
  JsonNode clusterWithin(Duration limit) {
    int millis = Math.toIntExact(limit.toMillis());
    Request request = new Request("GET", "/");
    request.setOptions(
        RequestOptions.DEFAULT.toBuilder()
            .setRequestConfig(
                RequestConfig.custom().setConnectTimeout(millis).setSocketTimeout(millis).build()));
    return send(ElasticsearchBreaker.HEALTH, request, ExpectedAnswer.SMALL);
  }

  /** Whether the cluster deletes old days itself. */
  public boolean hasLifecycle() {
    // A cluster without the feature takes the path for an index name and answers 400 or 405.
    return lifecycle.updateAndGet(known -> known == null ? askForLifecycle() : known);
  }

  private boolean askForLifecycle() {
    Request request = new Request("GET", "/_ilm/status");
    request.addParameter("ignore", "400,404,405");
    return send(request).has("operation_mode");
  }

  private JsonNode search(String tenant, String indices, Search search, ExpectedAnswer expected) {
    return send(tenant, searchRequest(indices, search), expected);
  }

  private Request searchRequest(String indices, Search search) {
    Request request = new Request("POST", "/" + indices + "/_search");
    request.addParameter("ignore_unavailable", "true");
    request.addParameter("allow_no_indices", "true");
    request.addParameter("allow_partial_search_results", "false");
    request.setEntity(JsonBody.writeBody(search.toRequest().build()));
    return request;
  }

  private JsonNode send(Request request) {
    return send(ElasticsearchBreaker.NO_TENANT, request, ExpectedAnswer.SMALL);
  }

  private JsonNode send(String tenant, Request request, ExpectedAnswer expected) {
    Lease lease = memory.lease(tenant, expected.bytes());
    try {
      JsonNode answer = exchange.sendRequest(tenant, request, expected.reduction(), lease);
      lease.settle();
      lease.keepForRequest();
      return answer;
    } catch (RuntimeException e) {
      lease.close();
      throw e;
    }
  }

  private static String indices(IndexFamily family, TimeRange range) {
    return TieredIndices.hourly(family, range).collect(Collectors.joining(","));
  }
}
