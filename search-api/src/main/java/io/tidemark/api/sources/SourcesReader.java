/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.sources;

import io.tidemark.api.ingestkeys.KnownKeys.KnownKey;
import io.tidemark.api.metric.Aggregations;
import io.tidemark.api.sources.Sources.Rejection;
import io.tidemark.api.sources.Sources.Source;
import io.tidemark.model.sources.AgeBins;
import io.tidemark.model.sources.SourceFields;
import io.tidemark.model.sources.SourceReasons;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** Reads answers to {@link SourcesQuery}. */
final class SourcesReader {

  private static final String KEY = "key";
  private static final String ACTIVE = "active";
  private static final String REVOKED = "revoked";

  private SourcesReader() {}

  /**
   * Keys, and sources that sent in the period.
   *
   * @param period answer to {@link SourcesQuery#searchPeriod}
   * @param latest answer to {@link SourcesQuery#searchLatest}
   */
  static List<Source> readSources(List<KnownKey> keys, JsonNode period, JsonNode latest) {
    Map<String, JsonNode> inPeriod = buckets(period);
    Map<String, JsonNode> newest = buckets(latest);
    Map<String, KnownKey> known =
        keys.stream().collect(Collectors.toMap(KnownKey::id, Function.identity()));
    Map<String, Source> sources = new TreeMap<>();
    known.forEach(
        (id, key) -> sources.put(id, source(id, key, find(inPeriod, id), find(newest, id))));
    inPeriod.forEach(
        (id, bucket) ->
            sources.computeIfAbsent(id, same -> source(id, null, bucket, find(newest, id))));
    return sources.values().stream()
        .sorted(Comparator.comparing(Source::name).thenComparing(Source::id))
        .toList();
  }

  private static JsonNode find(Map<String, JsonNode> buckets, String id) {
    return buckets.getOrDefault(id, MissingNode.getInstance());
  }

  private static Map<String, JsonNode> buckets(JsonNode answer) {
    Map<String, JsonNode> buckets = new LinkedHashMap<>();
    for (JsonNode bucket : answer.path("aggregations").path(SourcesQuery.SOURCES).path("buckets")) {
      buckets.put(bucket.path("key").asString(), bucket);
    }
    return buckets;
  }

  private static Source source(String id, KnownKey key, JsonNode period, JsonNode latest) {
    String type = key == null ? firstTerm(period, SourceFields.SOURCE_TYPE) : KEY;
    return new Source(
        id,
        key == null ? firstTerm(period, SourceFields.SOURCE_NAME) : key.name(),
        type,
        key == null && type.equals(KEY) ? REVOKED : ACTIVE,
        key == null ? null : key.hint(),
        key == null ? null : key.projectId(),
        key == null ? null : key.userId(),
        time(latest, SourceFields.LAST_REQUEST),
        time(latest, SourceFields.LAST_EVENT),
        perMinute(latest.path(SourcesQuery.RECENT)),
        sum(period, SourceFields.REQUESTS),
        sum(period, SourceFields.ACCEPTED),
        sum(period, SourceFields.REJECTED),
        sum(period, SourceFields.IGNORED),
        counts(period, SourceReasons.OF_ITEMS, SourcesQuery::nameRejected),
        sum(period, SourceFields.FAILED_REQUESTS),
        counts(period, SourceReasons.OF_REQUESTS, SourcesQuery::nameFailed),
        lastRejection(period),
        clockAhead(period),
        medianAge(period));
  }

  private static String firstTerm(JsonNode bucket, String field) {
    return bucket.path(field).path("buckets").path(0).path("key").asString("");
  }

  private static long sum(JsonNode bucket, String name) {
    return Aggregations.wholeNumber(bucket.path(name).path("value"));
  }

  private static Instant time(JsonNode bucket, String name) {
    JsonNode value = bucket.path(name).path("value");
    return value.isNumber() ? Instant.ofEpochMilli(Math.round(value.asDouble())) : null;
  }

  private static double perMinute(JsonNode recent) {
    double minutes = SourcesQuery.RECENT_TIME.toMinutes();
    return Math.round(sum(recent, SourceFields.ACCEPTED) / minutes * 100) / 100.0;
  }

  private static Map<String, Long> counts(
      JsonNode bucket, List<String> reasons, Function<String, String> field) {
    Map<String, Long> counts = new LinkedHashMap<>();
    for (String reason : reasons) {
      long count = sum(bucket, field.apply(reason));
      if (count > 0) {
        counts.put(reason, count);
      }
    }
    return counts;
  }

  private static Rejection lastRejection(JsonNode bucket) {
    JsonNode last = bucket.path(SourcesQuery.LAST).path("buckets").path(0);
    Instant at = time(last, SourcesQuery.LAST_AT);
    return at == null
        ? null
        : new Rejection(at, firstTerm(last, SourceFields.LAST_REASON), last.path("key").asString());
  }

  private static Long clockAhead(JsonNode bucket) {
    JsonNode least = bucket.path(SourceFields.LEAST_AGE).path("value");
    return least.isNumber() ? Math.max(0, -Math.round(least.asDouble())) : null;
  }

  private static Long medianAge(JsonNode bucket) {
    long[] counts = new long[AgeBins.COUNT];
    for (int bin = 0; bin < AgeBins.COUNT; bin++) {
      counts[bin] = sum(bucket, SourcesQuery.nameAge(bin));
    }
    long median = AgeBins.median(counts);
    return median < 0 ? null : median;
  }
}
