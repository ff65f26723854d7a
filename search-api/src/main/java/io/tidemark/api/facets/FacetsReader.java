/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.facets;

import io.tidemark.api.facets.FacetsAnswer.Facet;
import io.tidemark.api.facets.FacetsAnswer.Value;
import io.tidemark.api.selection.Filters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** Reads answers to {@link FacetsQuery}. */
final class FacetsReader {

  private FacetsReader() {}

  /** {@code names}: the name that the directory has for a value of a field. */
  static List<Facet> read(
      FacetsRequest request, JsonNode answer, BiFunction<String, String, Optional<String>> names) {
    List<Facet> facets = new ArrayList<>();
    for (String field : request.fields()) {
      JsonNode facet = answer.path("aggregations").path(field);
      JsonNode found = facet.path(FacetsQuery.VALUES);
      List<Value> values = new ArrayList<>();
      for (JsonNode bucket : found.path("buckets")) {
        values.add(value(request, bucket, value -> names.apply(field, value)));
      }
      long unknown = request.workload().mainCount().read(facet.path(FacetsQuery.UNKNOWN));
      if (unknown > 0) {
        values.add(new Value(Filters.UNKNOWN, Filters.UNKNOWN, unknown));
      }
      facets.add(new Facet(field, values, found.path("sum_other_doc_count").asLong() > 0));
    }
    return facets;
  }

  private static Value value(
      FacetsRequest request, JsonNode bucket, Function<String, Optional<String>> names) {
    String value = bucket.path("key").asString();
    JsonNode label = bucket.path(FacetsQuery.LABEL).path("buckets").path(0).path("key");
    return new Value(
        value,
        names.apply(value).orElse(label.isMissingNode() ? value : label.asString()),
        request.workload().mainCount().read(bucket));
  }
}
