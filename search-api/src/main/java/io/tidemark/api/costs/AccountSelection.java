/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.problem.ProblemException;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.TieredRange;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Filters.Filter;
import io.tidemark.api.selection.Selection;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.timeseries.Interval;
import io.tidemark.api.workload.FilterField;
import io.tidemark.api.workload.Workload;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/**
 * The usage of all workloads that an account is about.
 *
 * @param filters by names of {@link CostGroup} fields
 * @param includeAgents whether the estimates of coding agents are added
 * @param tiers which documents of a workload answer which part of a range
 */
record AccountSelection(
    Scope scope,
    TimeRange range,
    List<String> workloads,
    Filters filters,
    boolean includeAgents,
    BiFunction<Workload, TimeRange, TieredRange> tiers) {

  private static final String WORKLOAD = "workload";
  private static final String INCLUDE_AGENTS = "include_agents";

  private static final List<FilterField> FIELDS =
      List.of(
          new FilterField("project_id", "search", List.of()),
          new FilterField("user_id", "alice", List.of()),
          new FilterField("api_key_id", "key-7", List.of()),
          new FilterField("provider", "openai", List.of()),
          new FilterField("model", "gpt-4o", List.of()));

  static ParameterSet parameters() {
    return Selection.longParameters(FIELDS)
        .and(
            Parameter.texts(
                WORKLOAD,
                "Include only this workload; repeat for several workloads.",
                Workload.MODEL_CALLS.id(),
                PricedWorkloads.ids()),
            Parameter.choice(
                INCLUDE_AGENTS,
                "Add the costs that coding agents estimate. The same call may be in both.",
                List.of("true", "false"),
                "false"),
            Costs.PRICES_AS_OF);
  }

  /** The usage of hours alone. */
  AccountSelection(
      Scope scope,
      TimeRange range,
      List<String> workloads,
      Filters filters,
      boolean includeAgents) {
    this(
        scope,
        range,
        workloads,
        filters,
        includeAgents,
        (workload, hours) -> TieredRange.ofHours(hours));
  }

  /** The selection of a request for sums over the whole range. */
  static AccountSelection of(ParameterValues values, Scope scope, Tiers tiers) {
    return of(values, scope, tiers, tiers::split);
  }

  /**
   * The selection of a request for sums over time.
   *
   * @throws ProblemException 400 when they are by the hour and hours are no longer kept
   */
  static AccountSelection of(
      ParameterValues values, Scope scope, Tiers tiers, Interval interval, ZoneId zone) {
    return of(
        values, scope, tiers, (workload, range) -> tiers.split(workload, range, interval, zone));
  }

  private static AccountSelection of(
      ParameterValues values,
      Scope scope,
      Tiers tiers,
      BiFunction<Workload, TimeRange, TieredRange> split) {
    return new AccountSelection(
        scope,
        tiers.range(values, Workload.MODEL_CALLS),
        values.texts(WORKLOAD),
        Filters.of(values, FIELDS, scope),
        values.choice(INCLUDE_AGENTS).equals("true"),
        split);
  }

  /** The same for a caller who may see more. */
  AccountSelection as(Scope other) {
    return new AccountSelection(other, range, workloads, filters, includeAgents, tiers);
  }

  /** The same over another range. */
  AccountSelection over(TimeRange other) {
    return new AccountSelection(scope, other, workloads, filters, includeAgents, tiers);
  }

  /**
   * The part of a workload; empty when the filters exclude all of it: a workload without a field
   * has no usage with any value of it.
   */
  Optional<Selection> of(Workload workload) {
    if (!workloads.isEmpty() && !workloads.contains(workload.id())) {
      return Optional.empty();
    }
    List<Filter> kept = new ArrayList<>();
    for (Filter filter : filters.kept()) {
      Optional<String> field = CostGroup.fieldOf(workload, filter.field());
      if (field.isPresent()) {
        kept.add(new Filter(field.get(), filter.values()));
      } else if (!filter.values().contains(Filters.UNKNOWN)) {
        return Optional.empty();
      }
    }
    List<Filter> leftOut = new ArrayList<>();
    for (Filter filter : filters.leftOut()) {
      Optional<String> field = CostGroup.fieldOf(workload, filter.field());
      if (field.isPresent()) {
        leftOut.add(new Filter(field.get(), filter.values()));
      } else if (filter.values().contains(Filters.UNKNOWN)) {
        return Optional.empty();
      }
    }
    return Optional.of(
        new Selection(scope, range, new Filters(kept, leftOut), tiers.apply(workload, range)));
  }

  /** The workloads with usage of this selection. */
  Stream<Workload> listWorkloads() {
    return PricedWorkloads.list().filter(workload -> of(workload).isPresent());
  }
}
