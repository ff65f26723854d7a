/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import io.tidemark.api.query.Clauses;
import io.tidemark.api.query.SearchBody;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The searches for settings and changes. */
final class SettingQuery {

  /** Later than any change. */
  static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  private static final String SEQUENCE_NUMBER = "_seq_no";

  private SettingQuery() {}

  static ObjectNode list(String kind, String tenant, int most) {
    List<JsonNode> filters = tenantAndKind(tenant, kind);
    filters.add(Clauses.object("term", Clauses.object().put(SettingDocument.DELETED, false)));
    return body(Clauses.all(filters, List.of()), SettingDocument.ID, "asc", most);
  }

  static ObjectNode listWritten(long fromSequenceNumber, int most) {
    ObjectNode query = Clauses.atLeast(SEQUENCE_NUMBER, fromSequenceNumber);
    return body(query, SEQUENCE_NUMBER, "asc", most);
  }

  static ObjectNode listChanges(SettingAddress address, Instant until, int most) {
    List<JsonNode> filters = tenantAndKind(address.tenant(), address.kind());
    filters.add(Clauses.term(SettingDocument.ID, address.id()));
    // A time as text without a fraction would stand for the whole second.
    ObjectNode range = Clauses.object().put("lte", until.toEpochMilli());
    filters.add(Clauses.object("range", Clauses.object(SettingDocument.CHANGED_AT, range)));
    return body(Clauses.all(filters, List.of()), SettingDocument.REVISION, "desc", most);
  }

  private static List<JsonNode> tenantAndKind(String tenant, String kind) {
    List<JsonNode> filters = new ArrayList<>();
    filters.add(Clauses.term(SettingDocument.TENANT, tenant));
    filters.add(Clauses.term(SettingDocument.KIND, kind));
    return filters;
  }

  private static ObjectNode body(ObjectNode query, String sortField, String order, int size) {
    ObjectNode body = Clauses.object();
    body.put("size", size);
    body.put("timeout", SearchBody.TIMEOUT);
    body.put("track_total_hits", false);
    body.set("query", query);
    body.set("sort", Clauses.array(List.of(Clauses.object().put(sortField, order))));
    return body;
  }
}
