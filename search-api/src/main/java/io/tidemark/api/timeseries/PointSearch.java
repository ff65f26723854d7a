/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.timeseries;

import io.tidemark.api.request.TimeRange;
import io.tidemark.api.search.ExpectedAnswer;
import io.tidemark.api.search.SplitSearch;
import io.tidemark.api.timeseries.Interval.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Searches points over time, in parts when they are too many for one answer. */
public final class PointSearch {

  private PointSearch() {}

  /**
   * Searches points.
   *
   * @param expected the answer for all of them
   * @param search gives the answer for some of the points, which follow each other
   * @return the answer for all of them
   */
  public static JsonNode searchPoints(
      List<Bucket> points,
      ExpectedAnswer expected,
      BiFunction<List<Bucket>, ExpectedAnswer, JsonNode> search) {
    List<JsonNode> answers = new ArrayList<>();
    SplitSearch.searchList(
        points,
        part -> answers.add(search.apply(part, expected.takePart(part.size(), points.size()))));
    return answers.stream().reduce(PointSearch::joinAnswers).orElseThrow();
  }

  /** The time of points that follow each other. */
  public static TimeRange rangeOf(List<Bucket> points) {
    return new TimeRange(points.get(0).from(), points.get(points.size() - 1).to());
  }

  /** Points of both. Of two numbers the greater one stays, such as the longest window. */
  private static JsonNode joinAnswers(JsonNode one, JsonNode other) {
    if (one instanceof ObjectNode all && other instanceof ObjectNode) {
      other
          .properties()
          .forEach(
              member ->
                  all.set(
                      member.getKey(),
                      all.has(member.getKey())
                          ? joinAnswers(all.get(member.getKey()), member.getValue())
                          : member.getValue()));
      return all;
    }
    if (one instanceof ArrayNode all && other instanceof ArrayNode more) {
      return all.addAll(more);
    }
    boolean greater = other.isNumber() && (!one.isNumber() || other.asDouble() > one.asDouble());
    return greater ? other : one;
  }
}
