/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.records;

import static io.tidemark.model.schema.WorkloadSchema.OUTCOME;

import co.elastic.clients.elasticsearch._types.query_dsl.Query;
import io.tidemark.api.query.Queries;
import io.tidemark.api.request.Parameter;
import io.tidemark.api.request.ParameterValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Conditions on records in addition to the filters of their workload.
 *
 * @param outcomes how the records ended; empty for any way
 * @param leastDuration the shortest duration in milliseconds
 * @param statusCode the HTTP status code
 */
record RecordConditions(
    List<String> outcomes, Optional<Long> leastDuration, Optional<Long> statusCode) {

  static Optional<Parameter> outcomeParameter(RecordKind kind) {
    return kind.outcomes().isEmpty()
        ? Optional.empty()
        : Optional.of(
            Parameter.texts(
                OUTCOME,
                "Include only records with this outcome; repeat for several outcomes.",
                "failed",
                kind.outcomes()));
  }

  static Optional<Parameter> statusCodeParameter(RecordKind kind) {
    return kind.statusCodeField()
        .map(
            field ->
                Parameter.count(
                    field, "Include only records with this status code.", null, 429, 0, 599));
  }

  static RecordConditions of(RecordKind kind, ParameterValues values) {
    return new RecordConditions(
        kind.outcomes().isEmpty() ? List.of() : values.texts(OUTCOME),
        kind.leastDuration().flatMap(parameter -> values.count(parameter.name())),
        kind.statusCodeField().flatMap(values::count));
  }

  List<Query> listQueries(RecordKind kind) {
    List<Query> queries = new ArrayList<>();
    if (!outcomes.isEmpty()) {
      queries.add(Queries.terms(OUTCOME, outcomes));
    }
    leastDuration.ifPresent(
        least -> queries.add(Queries.atLeast(kind.durationField().orElseThrow(), least)));
    statusCode.ifPresent(
        code ->
            queries.add(Queries.term(kind.statusCodeField().orElseThrow(), Long.toString(code))));
    return queries;
  }

  /** As the text that distinguishes other requests. */
  String describe() {
    return String.join(" ", outcomes.toString(), leastDuration.toString(), statusCode.toString());
  }
}
