/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.costs;

import io.tidemark.api.access.Scope;
import io.tidemark.api.cost.Costs;
import io.tidemark.api.departments.DepartmentFilter;
import io.tidemark.api.departments.RuleQuery;
import io.tidemark.api.departments.SharedUsage;
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
import io.tidemark.model.pricing.Allocations;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * The usage of all workloads that an account is about.
 *
 * @param filters by names of {@link CostGroup} fields
 * @param departments whose part of the usage counts
 * @param rules by which departments take their parts
 * @param includeAgents whether the estimates of coding agents are added
 * @param tiers which documents of a workload answer which part of a range
 */
record AccountSelection(
    Scope scope,
    TimeRange range,
    List<String> workloads,
    Filters filters,
    DepartmentFilter departments,
    Allocations rules,
    boolean includeAgents,
    BiFunction<Workload, TimeRange, TieredRange> tiers) {

  private static final Allocations NO_RULES = new Allocations(List.of());

  private static final String WORKLOAD = "workload";
  private static final String INCLUDE_AGENTS = "include_agents";

  private static final List<FilterField> FIELDS =
      List.of(
          new FilterField("project_id", "search", List.of()),
          new FilterField("user_id", "alice", List.of()),
          new FilterField("api_key_id", "key-7", List.of()),
          new FilterField("provider", "openai", List.of()),
          new FilterField("model", "gpt-4o", List.of()),
          new FilterField(DepartmentFilter.NAME, "research", List.of()));

  /** Usage of one workload, and the part of it that counts. */
  record SharedSelection(Selection selection, BigDecimal share) {}

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
        DepartmentFilter.NONE,
        NO_RULES,
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
    Filters all = Filters.of(values, FIELDS, scope);
    return new AccountSelection(
        scope,
        tiers.range(values, Workload.MODEL_CALLS),
        values.texts(WORKLOAD),
        new Filters(listDimensions(all.kept()), listDimensions(all.leftOut())),
        DepartmentFilter.find(all.kept(), all.leftOut()),
        NO_RULES,
        values.choice(INCLUDE_AGENTS).equals("true"),
        split);
  }

  private static List<Filter> listDimensions(List<Filter> filters) {
    return filters.stream().filter(filter -> !DepartmentFilter.isAbout(filter)).toList();
  }

  /**
   * The same by rules of departments, for a caller who may see all usage. Days inside of which a
   * rule begins or ends are read by the hour.
   */
  AccountSelection by(Allocations rules, Scope whole) {
    return new AccountSelection(
        whole,
        range,
        workloads,
        filters,
        departments,
        rules,
        includeAgents,
        (workload, part) ->
            tiers.apply(workload, part).readHoursAround(rules.listChanges(part.from(), part.to())));
  }

  /** The same with the usage of all departments. */
  AccountSelection ofAllDepartments() {
    return new AccountSelection(
        scope, range, workloads, filters, DepartmentFilter.NONE, rules, includeAgents, tiers);
  }

  /**
   * The usage of a workload, cut by the share that the departments take of it; empty when the
   * filters exclude all of it.
   */
  List<SharedSelection> listSelections(Workload workload) {
    Optional<Selection> all = selectUsage(workload);
    if (all.isEmpty() || departments.isEmpty()) {
      return all.map(one -> new SharedSelection(one, BigDecimal.ONE)).stream().toList();
    }
    return SharedUsage.list(RuleQuery.list(rules, workload, range, CostGroup::fieldOf), departments)
        .stream()
        .map(part -> new SharedSelection(all.get().narrow(part.query()), part.share()))
        .toList();
  }

  /** Empty when the filters exclude all: a workload without a field has no value of it. */
  private Optional<Selection> selectUsage(Workload workload) {
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
}
