/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.timeseries;

import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.query.Clauses;
import io.tidemark.api.request.TimeRange;
import io.tidemark.api.timeseries.Interval.Bucket;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.POJONode;

/** Figures per point of time: the aggregation, and reading it without holes. */
public final class Points {

  /** Under this name {@link #coarsestWindow} puts its aggregation. */
  public static final String COARSEST_WINDOW = "window_minutes";

  private static final long DEFAULT_WINDOW_MINUTES = 60;

  private static final String FROM = "from";
  private static final String DOCUMENTS = "doc_count";
  private static final String FIGURE = "figure";

  private Points() {}

  /** Puts {@code figures} into each point that has documents. */
  public static ObjectNode aggregation(
      Interval interval, List<Bucket> buckets, ObjectNode figures) {
    ObjectNode points =
        interval == Interval.HOUR ? hours() : Clauses.object("date_range", days(buckets));
    points.set("aggs", figures);
    return points;
  }

  private static ObjectNode hours() {
    return Clauses.object(
        "date_histogram",
        Clauses.object().put("field", "hour").put("fixed_interval", "1h").put("min_doc_count", 1));
  }

  // The days are cut here, not by the cluster: its zone rules may be older than ours.
  private static ObjectNode days(List<Bucket> buckets) {
    List<JsonNode> ranges = new ArrayList<>();
    for (Bucket day : buckets) {
      ranges.add(
          Clauses.object()
              .put("from", day.from().toEpochMilli())
              .put("to", day.to().toEpochMilli()));
    }
    ObjectNode days = Clauses.object().put("field", "hour").put("format", "epoch_millis");
    return days.set("ranges", Clauses.array(ranges));
  }

  /** Adds the longest window among the documents, which {@link #exactDays} needs. */
  public static void coarsestWindow(ObjectNode aggregations) {
    Aggregations.field(aggregations, COARSEST_WINDOW, "max", "window_minutes");
  }

  /**
   * Makes less of one point of {@link #aggregation}: {@code figure} of it in place of the numbers
   * from which it is made.
   */
  public static JsonNode reduce(JsonNode point, Function<JsonNode, Object> figure) {
    ObjectNode less = Clauses.object();
    less.set(FROM, point.path(FROM).isMissingNode() ? point.path("key") : point.path(FROM));
    less.set(DOCUMENTS, point.path(DOCUMENTS));
    less.set(FIGURE, JsonNodeFactory.instance.pojoNode(figure.apply(point)));
    return less;
  }

  /** The figure of a reduced point; null where there are no documents. */
  public static Object figure(JsonNode reduced) {
    return reduced.path(FIGURE) instanceof POJONode figure ? figure.getPojo() : null;
  }

  /** The reduced part of {@code found} for each bucket; missing where there are no documents. */
  public static List<JsonNode> read(List<Bucket> buckets, JsonNode found) {
    Map<Long, JsonNode> byStart = new HashMap<>();
    for (JsonNode part : found.path("buckets")) {
      byStart.put(part.path(FROM).asLong(), part);
    }
    List<JsonNode> parts = new ArrayList<>();
    for (Bucket bucket : buckets) {
      JsonNode part = byStart.get(bucket.from().toEpochMilli());
      boolean empty = part == null || part.path(DOCUMENTS).asLong() == 0;
      parts.add(empty ? MissingNode.getInstance() : part);
    }
    return parts;
  }

  /** Whether every midnight within the range falls between two windows. */
  public static boolean exactDays(TimeRange range, ZoneId zone, JsonNode answer) {
    JsonNode window = answer.path("aggregations").path(COARSEST_WINDOW).path("value");
    long minutes = window.isNumber() ? Aggregations.wholeNumber(window) : DEFAULT_WINDOW_MINUTES;
    long millis = Duration.ofMinutes(minutes).toMillis();
    return Interval.DAY.cut(range, zone).stream()
        .allMatch(day -> Math.floorMod(day.from().toEpochMilli(), millis) == 0);
  }
}
