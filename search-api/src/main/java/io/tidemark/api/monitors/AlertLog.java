/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors;

import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.monitors.definition.Monitor;
import io.tidemark.api.monitors.definition.MonitorMetric;
import io.tidemark.api.monitors.evaluation.Change;
import io.tidemark.api.monitors.evaluation.Group;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import io.tidemark.api.search.DocumentStore;
import io.tidemark.model.index.PermanentIndex;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The changes of alerts, one document for each. */
@Component
class AlertLog {

  private static final String TENANT = "tenant_id";
  private static final String MONITOR = "monitor";
  private static final String AT = "at";

  private final DocumentStore documents;

  AlertLog(DocumentStore documents) {
    this.documents = documents;
  }

  /** Adds a change; one that is there already stays. {@code id} identifies it in the tenant. */
  void append(String tenant, Monitor monitor, long revision, String id, Change change) {
    ObjectNode document = JsonNodeFactory.instance.objectNode();
    document.put(TENANT, tenant);
    document.put(MONITOR, monitor.id());
    document.put("revision", revision);
    document.put("workload", monitor.workload().id());
    monitor.metric().map(MonitorMetric::name).ifPresent(name -> document.put("metric", name));
    monitor.per().ifPresent(dimension -> document.put("per", dimension));
    document.put("group", new Group(change.group()).displayName());
    document.put("change", change.kind().id());
    document.put("state", change.state().id());
    putNumber(document, "value", change.value());
    putNumber(document, "reference", change.reference());
    document.put("window_from", change.window().from().toString());
    document.put("window_to", change.window().to().toString());
    document.put(AT, change.at().toString());
    document.put("early", change.early());
    document.put("late", change.late());
    document.put("corrected", change.corrected());
    documents.create(PermanentIndex.ALERTS, DocumentIds.of(tenant, monitor.id(), id), document);
  }

  private static void putNumber(ObjectNode document, String name, Double value) {
    if (value != null) {
      document.put(name, value);
    }
  }

  /** Changes of a time, newest first. */
  List<JsonNode> list(String tenant, Instant from, Instant to, Optional<String> monitor, int most) {
    List<Query> filters = new ArrayList<>();
    filters.add(Queries.term(TENANT, tenant));
    filters.add(Queries.within(AT, from, to));
    monitor.ifPresent(id -> filters.add(Queries.term(MONITOR, id)));
    Search search =
        Search.list(
            Queries.all(filters, List.of()), most, List.of(Search.sortBy(AT, SortOrder.Desc)));
    return documents.search(PermanentIndex.ALERTS, tenant, search).stream()
        .map(DocumentStore.Stored::source)
        .toList();
  }
}
