/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.trend;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tidemark.api.access.Scope;
import io.tidemark.api.groups.Group;
import io.tidemark.api.groups.GroupRanking;
import io.tidemark.api.measure.Metric;
import io.tidemark.api.pipeline.Pipeline;
import io.tidemark.api.request.ParameterSet;
import io.tidemark.api.request.ParameterValues;
import io.tidemark.api.request.Routes;
import io.tidemark.api.search.Coverage;
import io.tidemark.api.search.UsageStore;
import io.tidemark.api.selection.Selection;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

@RestController
class TrendController implements Routes {

  private static final String MODEL_CALLS = "/api/v1/model-calls/trend";

  private final UsageStore store;
  private final GroupRanking ranking;
  private final Coverage.Source coverage;
  private final Clock clock;

  TrendController(UsageStore store, GroupRanking ranking, Coverage.Source coverage, Clock clock) {
    this.store = store;
    this.ranking = ranking;
    this.coverage = coverage;
    this.clock = clock;
  }

  @Override
  public Map<String, ParameterSet> parameters() {
    return Map.of(MODEL_CALLS, TrendRequest.parameters(Pipeline.MODEL_CALLS));
  }

  @GetMapping(MODEL_CALLS)
  @Tag(name = "Model calls")
  @Operation(summary = "One figure over time, by hour or local day, in one series or by group")
  TrendAnswer modelCalls(Scope scope, ParameterValues values) {
    return answer(TrendRequest.of(Pipeline.MODEL_CALLS, values, scope, clock));
  }

  private TrendAnswer answer(TrendRequest request) {
    if (request.groupBy().isEmpty()) {
      JsonNode found = search(request, TrendQuery.body(request));
      return answer(request, TrendReader.one(request, found), found);
    }
    String dimension = request.groupBy().get();
    List<Group> groups =
        ranking.of(request.pipeline(), request.selection(), List.of(dimension), rankedBy(request));
    List<String> keys =
        groups.stream().limit(request.limit()).map(group -> group.keys().get(0)).toList();
    if (keys.isEmpty()) {
      JsonNode found = search(request, TrendQuery.body(request));
      return answer(request, List.of(), found);
    }
    JsonNode found = search(request, TrendQuery.body(request, dimension, keys));
    boolean rest = groups.size() > keys.size();
    return answer(request, TrendReader.groups(request, keys, rest, found), found);
  }

  private static Metric rankedBy(TrendRequest request) {
    return request.metric().addsUp() ? request.metric() : request.pipeline().mainCount();
  }

  private TrendAnswer answer(
      TrendRequest request, List<TrendAnswer.Series> series, JsonNode found) {
    return new TrendAnswer(
        coverage.of(request.pipeline(), request.selection().range()),
        request.metric().name(),
        request.interval().id(),
        request.zone().getId(),
        TrendReader.exactDays(request, found),
        request.groupBy().orElse(null),
        series);
  }

  private JsonNode search(TrendRequest request, ObjectNode body) {
    Selection selection = request.selection();
    return store.search(selection.scope(), request.pipeline().hourly(), selection.range(), body);
  }
}
