/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import io.tidemark.model.histogram.BinLayout;
import java.io.IOException;
import java.io.Writer;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Aggregations in which every bucket is there. */
final class LargestBuckets {

  private static final int GROUPS = 50_000;
  private static final String LONG_NAME = "a-name-of-some-length-such-as-people-and-keys-have-";

  private final JsonNode body;
  private final int most;
  private final Writer out;

  LargestBuckets(JsonNode body, int most, Writer out) {
    this.body = body;
    this.most = most;
    this.out = out;
  }

  void aggregations(JsonNode aggregations) throws IOException {
    boolean first = true;
    for (var one : aggregations.properties()) {
      out.write((first ? "\"" : ",\"") + one.getKey() + "\":{");
      aggregation(one.getValue());
      out.write("}");
      first = false;
    }
  }

  private void aggregation(JsonNode aggregation) throws IOException {
    JsonNode inner = aggregation.path("aggs");
    if (aggregation.has("filter")) {
      content(inner);
    } else if (aggregation.has("filters")) {
      filters(aggregation.path("filters"), inner);
    } else if (aggregation.has("date_histogram")) {
      hours(aggregation.path("date_histogram"), inner);
    } else if (aggregation.has("date_range")) {
      days(aggregation.path("date_range").path("ranges"), inner);
    } else if (aggregation.has("composite")) {
      groups(aggregation.path("composite"), inner);
    } else if (aggregation.has("terms")) {
      terms(aggregation.path("terms"), inner);
    } else {
      out.write(
          "\"value\":123456.0,\"count\":7,\"min\":1.0,\"max\":123456.0,\"avg\":99.5,\"sum\":1.0E7");
    }
  }

  private void content(JsonNode inner) throws IOException {
    out.write("\"doc_count\":1234567");
    if (!inner.isEmpty()) {
      out.write(",");
      aggregations(inner);
    }
  }

  private void filters(JsonNode filters, JsonNode inner) throws IOException {
    out.write("\"buckets\":{");
    for (String name : filters.path("filters").propertyNames()) {
      out.write("\"" + name + "\":{");
      content(inner);
      out.write("},");
    }
    out.write("\"" + filters.path("other_bucket_key").asString() + "\":{");
    content(inner);
    out.write("}}");
  }

  private void hours(JsonNode histogram, JsonNode inner) throws IOException {
    Duration step =
        histogram.path("fixed_interval").asString().equals("1h")
            ? Duration.ofHours(1)
            : Duration.ofDays(1);
    JsonNode range = body.path("query").path("bool").path("filter").findValue("hour");
    Instant end = Instant.parse(range.path("lt").asString());
    out.write("\"buckets\":[");
    String separator = "";
    Instant at = Instant.parse(range.path("gte").asString());
    for (; at.isBefore(end); at = at.plus(step)) {
      out.write(separator + "{\"key_as_string\":\"" + at + "\",\"key\":" + at.toEpochMilli() + ",");
      content(inner);
      out.write("}");
      separator = ",";
    }
    out.write("]");
  }

  private void days(JsonNode ranges, JsonNode inner) throws IOException {
    out.write("\"buckets\":[");
    String separator = "";
    for (JsonNode range : ranges) {
      out.write(
          separator + "{\"from\":" + range.path("from") + ",\"to\":" + range.path("to") + ",");
      content(inner);
      out.write("}");
      separator = ",";
    }
    out.write("]");
  }

  private void groups(JsonNode composite, JsonNode inner) throws IOException {
    JsonNode after = composite.path("after");
    int first = after.isMissingNode() ? 0 : number(after.iterator().next().asString()) + 1;
    int size = Math.min(most, composite.path("size").asInt());
    int end = Math.min(Math.min(GROUPS, most), first + size);
    if (end > first) {
      out.write("\"after_key\":" + key(composite, end - 1) + ",");
    }
    out.write("\"buckets\":[");
    for (int i = first; i < end; i++) {
      out.write((i == first ? "" : ",") + "{\"key\":" + key(composite, i) + ",");
      content(inner);
      out.write("}");
    }
    out.write("]");
  }

  private static String key(JsonNode composite, int i) {
    StringBuilder key = new StringBuilder();
    for (JsonNode source : composite.path("sources")) {
      key.append(key.isEmpty() ? "{\"" : ",\"").append(source.propertyNames().iterator().next());
      key.append("\":\"").append(LONG_NAME).append(i).append('"');
    }
    return key.append('}').toString();
  }

  private static int number(String key) {
    return Integer.parseInt(key.substring(LONG_NAME.length()));
  }

  private void terms(JsonNode terms, JsonNode inner) throws IOException {
    String field = terms.path("field").asString();
    boolean keywords = field.endsWith(".bin_counts");
    BinLayout layout =
        field.startsWith("input_tokens_per_call.") ? BinLayout.TOKENS : BinLayout.DURATIONS;
    int size = Math.min(most, terms.path("size").asInt());
    out.write("\"sum_other_doc_count\":7,\"buckets\":[");
    for (int i = 0; i < size; i++) {
      String key = keywords ? LargestAnswers.keyword(i, layout) : LONG_NAME + i;
      out.write((i == 0 ? "" : ",") + "{\"key\":\"" + key + "\",");
      content(inner);
      out.write("}");
    }
    out.write("]");
  }
}
