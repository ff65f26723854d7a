/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import co.elastic.clients.elasticsearch._types.aggregations.Aggregation;
import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.access.Scope;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Queries;
import io.tidemark.api.query.Search;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fast")
class TenantGuardTest {

  private static final Scope SCOPE = new Scope("acme", "alice", true, new TreeSet<>());
  private static final Query TENANT = Queries.term("tenant_id", "acme");
  private static final Query GOOD = Queries.all(List.of(TENANT), List.of());
  private static final Aggregation GLOBAL = Aggregation.of(a -> a.global(global -> global));

  @Test
  void passesASearchThatDemandsTheTenant() {
    Map<String, Aggregation> sums = new Aggregations().addSum("calls", "calls").byName();

    assertThatCode(() -> TenantGuard.requireTenant(SCOPE, Search.aggregate(GOOD, sums)))
        .doesNotThrowAnyException();
  }

  static Stream<Search> otherSearches() {
    Query anything = Query.of(query -> query.matchAll(all -> all));
    Aggregation hidden =
        Aggregation.of(a -> a.terms(terms -> terms.field("f")).aggregations("b", GLOBAL));
    Aggregation script =
        Aggregation.of(
            a -> a.scriptedMetric(metric -> metric.mapScript(s -> s.inline(i -> i.source("x")))));
    return Stream.of(
        Search.aggregate(anything, Map.of()),
        Search.aggregate(TENANT, Map.of()),
        Search.aggregate(Queries.all(List.of(), List.of(TENANT)), Map.of()),
        Search.aggregate(Queries.all(List.of(anything, TENANT), List.of()), Map.of()),
        Search.aggregate(
            Queries.all(List.of(Queries.term("tenant_id", "globex")), List.of()), Map.of()),
        Search.aggregate(
            Queries.all(List.of(Queries.term("user_id", "acme")), List.of()), Map.of()),
        Search.aggregate(Queries.any(List.of(TENANT)), Map.of()),
        Search.aggregate(
            Queries.all(List.of(Queries.terms("tenant_id", List.of("acme", "globex"))), List.of()),
            Map.of()),
        Search.aggregate(GOOD, Map.of("a", GLOBAL)),
        Search.aggregate(GOOD, Map.of("a", script)),
        Search.aggregate(GOOD, Map.of("a", hidden)));
  }

  @ParameterizedTest
  @MethodSource("otherSearches")
  void rejectsEveryOtherSearch(Search search) {
    assertThatThrownBy(() -> TenantGuard.requireTenant(SCOPE, search))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
