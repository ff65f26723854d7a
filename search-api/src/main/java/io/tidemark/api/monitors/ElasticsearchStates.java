/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.monitors.evaluation.MonitorState;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.DocumentStore;
import io.tidemark.api.search.DocumentStore.Version;
import io.tidemark.model.index.PermanentIndex;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** States of monitors as documents of Elasticsearch. */
@Component
class ElasticsearchStates implements MonitorStates {

  private static final String TENANT = "tenant_id";
  private static final String MONITOR = "monitor";
  private static final String REVISION = "revision";
  private static final String EVALUATED_AT = "evaluated_at";
  private static final String BODY = "body";
  private static final JsonMapper JSON = JsonMapper.shared();

  /** States that are read at once: one of many groups and short windows has 100 KB and more. */
  private static final int MOST = 100;

  private final DocumentStore documents;

  ElasticsearchStates(DocumentStore documents) {
    this.documents = documents;
  }

  @Override
  public Optional<Stored> find(String tenant, String monitor) {
    return documents
        .find(PermanentIndex.MONITOR_STATES, DocumentIds.of(tenant, monitor))
        .map(found -> new Stored(read(found.source()), found.version()));
  }

  @Override
  public boolean create(String tenant, String monitor, MonitorState state) {
    return documents.create(
        PermanentIndex.MONITOR_STATES,
        DocumentIds.of(tenant, monitor),
        write(tenant, monitor, state));
  }

  @Override
  public boolean replace(String tenant, String monitor, MonitorState state, Version expected) {
    return documents.replace(
        PermanentIndex.MONITOR_STATES,
        DocumentIds.of(tenant, monitor),
        write(tenant, monitor, state),
        expected);
  }

  @Override
  public Map<String, MonitorState> list(String tenant, Set<String> monitors) {
    Map<String, MonitorState> states = new HashMap<>();
    List<String> all = List.copyOf(monitors);
    for (int i = 0; i < all.size(); i += MOST) {
      addStates(tenant, all.subList(i, Math.min(i + MOST, all.size())), states);
    }
    return states;
  }

  /** Deleted monitors leave their states, which may be more than can be read. */
  private void addStates(String tenant, List<String> monitors, Map<String, MonitorState> states) {
    List<Query> filters = List.of(Queries.term(TENANT, tenant), Queries.terms(MONITOR, monitors));
    Search search =
        Search.list(
            Queries.all(filters, List.of()),
            monitors.size(),
            List.of(Search.sortBy(MONITOR, SortOrder.Asc)));
    documents
        .search(PermanentIndex.MONITOR_STATES, tenant, search)
        .forEach(
            found -> states.put(found.source().path(MONITOR).asString(), read(found.source())));
  }

  /** A state that a later release wrote may not be readable: it must not cost the others. */
  private static MonitorState read(JsonNode document) {
    JsonNode body = document.path(BODY);
    try {
      return JSON.treeToValue(body, MonitorState.class);
    } catch (JacksonException e) {
      Instant stored = Instant.parse(document.path(EVALUATED_AT).asString("1970-01-01T00:00:00Z"));
      return MonitorState.createUnreadable(
          document.path(REVISION).asLong(), body.path("ticks").asLong(0), stored);
    }
  }

  private static ObjectNode write(String tenant, String monitor, MonitorState state) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put(TENANT, tenant);
    document.put(MONITOR, monitor);
    document.put(REVISION, state.revision());
    document.put("state", state.overall().id());
    if (state.evaluatedAt() != null) {
      document.put(EVALUATED_AT, state.evaluatedAt().toString());
    }
    document.set(BODY, JSON.valueToTree(state));
    return document;
  }
}
