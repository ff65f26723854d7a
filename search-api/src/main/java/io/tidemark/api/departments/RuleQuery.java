/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.departments;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.query.Queries;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.AllocationRule;
import io.tidemark.model.pricing.AllocationRule.Property;
import io.tidemark.model.pricing.Allocations;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Rules of departments as queries for the usage that each takes. The cluster distinguishes the
 * rules, so that usage is never listed by user or key.
 */
public final class RuleQuery {

  /** Rules that one account may have: Elasticsearch limits the clauses of a query. */
  static final int MOST_RULES = 1_000;

  private static final String HOUR = "hour";

  private RuleQuery() {}

  /** A rule, and the query that the usage matches that fits it, whatever earlier rules take. */
  public record Filter(AllocationRule rule, Query query) {}

  /** Rules that one search distinguishes, and the usage that they get: what earlier ones left. */
  public record Chunk(List<Query> taken, List<Filter> filters, boolean last) {

    /** Its halves; empty when it has one rule. */
    public List<Chunk> listHalves() {
      int middle = filters.size() / 2;
      if (middle == 0) {
        return List.of();
      }
      List<Query> before = new ArrayList<>(taken);
      filters.subList(0, middle).forEach(filter -> before.add(filter.query()));
      return List.of(
          new Chunk(taken, filters.subList(0, middle), false),
          new Chunk(
              List.copyOf(before), List.copyOf(filters.subList(middle, filters.size())), last));
    }
  }

  /** Rules whose usage one search reads, in a part of its range. */
  public record Part(Chunk chunk, TimeRange range) {

    /** Its halves, of the rules first; empty when it is one rule in one hour. */
    public List<Part> listHalves() {
      List<Chunk> chunks = chunk.listHalves();
      return chunks.isEmpty()
          ? range.listHalves().stream().map(half -> new Part(chunk, half)).toList()
          : chunks.stream().map(half -> new Part(half, range)).toList();
    }
  }

  /**
   * The rules that may take usage of a workload in a range, in their order.
   *
   * @param fields finds the dimension of a workload by its common name
   */
  public static List<Filter> list(
      Allocations allocations,
      Workload workload,
      TimeRange range,
      BiFunction<Workload, String, Optional<String>> fields) {
    List<Filter> filters = new ArrayList<>();
    for (AllocationRule rule : allocations.rules()) {
      createQuery(rule, workload, range, fields)
          .ifPresent(query -> filters.add(new Filter(rule, query)));
    }
    if (filters.size() > MOST_RULES) {
      throw ProblemException.tooLarge(
          "There are more rules of departments than one account can have.", MOST_RULES);
    }
    return filters;
  }

  /** Cuts the rules into parts that one search each distinguishes; at least one. */
  public static List<Chunk> cut(List<Filter> filters, int size) {
    List<Chunk> chunks = new ArrayList<>();
    List<Query> taken = new ArrayList<>();
    int from = 0;
    do {
      int to = Math.min(filters.size(), from + size);
      List<Filter> part = filters.subList(from, to);
      chunks.add(new Chunk(List.copyOf(taken), List.copyOf(part), to == filters.size()));
      part.forEach(filter -> taken.add(filter.query()));
      from = to;
    } while (from < filters.size());
    return chunks;
  }

  private static Optional<Query> createQuery(
      AllocationRule rule,
      Workload workload,
      TimeRange range,
      BiFunction<Workload, String, Optional<String>> fields) {
    Instant from = rule.validFrom().isBefore(range.from()) ? range.from() : rule.validFrom();
    Instant to =
        rule.validTo() == null || rule.validTo().isAfter(range.to()) ? range.to() : rule.validTo();
    if (!from.isBefore(to)) {
      return Optional.empty();
    }
    List<Query> all = new ArrayList<>();
    all.add(Queries.within(HOUR, from, to));
    for (Map.Entry<Property, List<String>> entry : rule.match().entrySet()) {
      if (entry.getKey() == Property.WORKLOAD) {
        if (!rule.acceptsWorkload(workload.id())) {
          return Optional.empty();
        }
        continue;
      }
      Optional<String> field = fields.apply(workload, entry.getKey().id());
      if (field.isEmpty()) {
        return Optional.empty();
      }
      all.add(accept(field.get(), entry.getValue()));
    }
    return Optional.of(Queries.all(all, List.of()));
  }

  private static Query accept(String field, List<String> values) {
    List<Query> any = new ArrayList<>();
    List<String> exact = values.stream().filter(value -> !value.endsWith("*")).toList();
    if (!exact.isEmpty()) {
      any.add(Queries.terms(field, exact));
    }
    values.stream()
        .filter(value -> value.endsWith("*"))
        .forEach(value -> any.add(Queries.prefix(field, value.substring(0, value.length() - 1))));
    return any.size() == 1 ? any.get(0) : Queries.any(any);
  }
}
