/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.settings;

import co.elastic.clients.elasticsearch._types.FieldValue;
import co.elastic.clients.elasticsearch._types.SortOrder;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The searches for settings and changes. */
final class SettingQuery {

  /** Later than any change. */
  static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");

  private static final String SEQUENCE_NUMBER = "_seq_no";

  private SettingQuery() {}

  static Search createSearch(String kind, String tenant, int most) {
    List<Query> filters = tenantAndKind(tenant, kind);
    filters.add(
        Query.of(query -> query.term(term -> term.field(SettingDocument.DELETED).value(false))));
    return create(Queries.all(filters, List.of()), SettingDocument.ID, SortOrder.Asc, most);
  }

  static Search listIds(String kind, String tenant, String after, int most) {
    Query query = Queries.all(tenantAndKind(tenant, kind), List.of());
    Search search =
        create(query, SettingDocument.ID, SortOrder.Asc, most).showing(List.of(SettingDocument.ID));
    return after.isEmpty() ? search : search.startingAfter(List.of(FieldValue.of(after)));
  }

  static Search listWritten(long fromSequenceNumber, Set<Long> without, int most) {
    Query query =
        Queries.all(
            List.of(Queries.atLeast(SEQUENCE_NUMBER, fromSequenceNumber)),
            without.isEmpty() ? List.of() : List.of(Queries.numbers(SEQUENCE_NUMBER, without)));
    return create(query, SEQUENCE_NUMBER, SortOrder.Asc, most);
  }

  static Search listWrittenNames(long fromSequenceNumber, Set<Long> without, int most) {
    return listWritten(fromSequenceNumber, without, most)
        .showing(SettingDocument.SETTING_WITHOUT_BODY);
  }

  static Search findLastChange(SettingAddress address, Set<SettingChange.Action> actions) {
    List<Query> filters = tenantAndKind(address.tenant(), address.kind());
    filters.add(Queries.term(SettingDocument.ID, address.id()));
    filters.add(
        Queries.terms(
            SettingDocument.ACTION, actions.stream().map(SettingDocument::nameAction).toList()));
    return create(Queries.all(filters, List.of()), SettingDocument.REVISION, SortOrder.Desc, 1);
  }

  static Search listChanges(SettingAddress address, ChangesUntil asked) {
    List<Query> filters = tenantAndKind(address.tenant(), address.kind());
    filters.add(Queries.term(SettingDocument.ID, address.id()));
    filters.add(Queries.until(SettingDocument.CHANGED_AT, asked.time()));
    Search search =
        create(
            Queries.all(filters, List.of()),
            SettingDocument.REVISION,
            SortOrder.Desc,
            asked.most());
    return switch (asked.bodies()) {
      case NONE -> search.showing(SettingDocument.CHANGE_WITHOUT_BODIES);
      case AFTER -> search.showing(SettingDocument.CHANGE_WITHOUT_BEFORE);
      case BOTH -> search;
    };
  }

  private static List<Query> tenantAndKind(String tenant, String kind) {
    List<Query> filters = new ArrayList<>();
    filters.add(Queries.term(SettingDocument.TENANT, tenant));
    filters.add(Queries.term(SettingDocument.KIND, kind));
    return filters;
  }

  private static Search create(Query query, String sortField, SortOrder order, int size) {
    return Search.list(query, size, List.of(Search.sortBy(sortField, order)));
  }
}
