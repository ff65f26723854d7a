/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.status;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.accesslog.AccessLog;
import io.tidemark.api.request.LongRange;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.FinalThrough;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Tiers;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.index.IndexFamily;
import java.time.Clock;
import java.util.Map;
import java.util.function.Function;
import org.springframework.boot.info.BuildProperties;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
@Tag(name = "Operation")
class StatusController implements Routes {

  private static final String PATH = "/api/v1/status";

  private final UsageStore store;
  private final FinalThrough finalThrough;
  private final Faults faults;
  private final AccessLog accessLog;
  private final BuildProperties build;
  private final Tiers tiers;
  private final Clock clock;

  StatusController(
      UsageStore store,
      FinalThrough finalThrough,
      Faults faults,
      AccessLog accessLog,
      BuildProperties build,
      Tiers tiers,
      Clock clock) {
    this.tiers = tiers;
    this.accessLog = accessLog;
    this.store = store;
    this.faults = faults;
    this.finalThrough = finalThrough;
    this.build = build;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(PATH, ParameterSet.of(LongRange.PARAMETERS.toArray(Parameter[]::new)));
  }

  @GetMapping(PATH)
  @Operation(summary = "Final times, late events and rejected records of every workload")
  Status status(Scope scope, ParameterValues values) {
    TimeRange range = tiers.hours(values);
    Function<Workload, Status.EventCounts> events = events(scope, range);
    return new Status(
        range.from(),
        range.to(),
        clock.instant(),
        Workload.listAll().stream()
            .map(workload -> status(workload, scope, range, events))
            .toList(),
        StatusReader.deadLetters(
            // A letter is in the index of its record's day, which may be long before.
            store.searchAllDays(
                scope, IndexFamily.DEAD_LETTERS, StatusQuery.deadLetters(scope, range))),
        store.hasLifecycle() ? "lifecycle" : "janitor",
        scope.superAdmin() ? faults.messages().list(scope, range) : null,
        scope.superAdmin() ? faults.settings().list(scope.tenant()) : null,
        scope.superAdmin() ? Status.AccessLogState.of(accessLog.state()) : null,
        new Status.Versions(
            build.getVersion(), store.cluster().path("version").path("number").asString()));
  }

  /** The documents name no user, so their counts are the tenant's: for super-admins only. */
  private Function<Workload, Status.EventCounts> events(Scope scope, TimeRange range) {
    if (!scope.superAdmin()) {
      return workload -> Status.EventCounts.UNSEEN;
    }
    Map<String, Status.EventCounts> counts =
        StatusReader.readEvents(
            store.search(
                scope, IndexFamily.PIPELINE_HOURLY, range, StatusQuery.searchEvents(scope, range)));
    return workload -> counts.getOrDefault(workload.id(), Status.EventCounts.NONE);
  }

  private Status.PipelineStatus status(
      Workload workload,
      Scope scope,
      TimeRange range,
      Function<Workload, Status.EventCounts> events) {
    return new Status.PipelineStatus(
        workload.id(),
        finalThrough.of(workload),
        StatusReader.lateEvents(
            store.search(scope, workload.hourly(), range, StatusQuery.lateEvents(scope, range))),
        events.apply(workload));
  }
}
