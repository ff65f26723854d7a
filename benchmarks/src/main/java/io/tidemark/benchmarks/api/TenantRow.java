/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.model.index.IndexFamily;
import io.tidemark.stack.process.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers over 30 days of one tenant with millions of documents, from hours and from days. */
public final class TenantRow implements Row {

  /** Five millions at full size. */
  private static final double DOCUMENTS_PER_EVENT = 5.0 / 3;

  private static final int ROUNDS = 5;
  private static final Duration LIMIT = Duration.ofMinutes(1);
  private static final String SUMMARY = "/model-calls/summary?range=30d";
  private static final Map<String, String> QUESTIONS = createQuestions();

  private final ObjectMapper json = new ObjectMapper();

  private static Map<String, String> createQuestions() {
    Map<String, String> questions = new LinkedHashMap<>();
    questions.put("summary", SUMMARY);
    questions.put(
        "trend by model",
        "/model-calls/trend?metric=calls&interval=day&group_by=model&limit=8&range=30d");
    questions.put(
        "distribution by user",
        "/model-calls/distribution?metric=calls&group_by=user_id&limit=8&range=30d");
    return questions;
  }

  @Override
  public String name() {
    return "A6";
  }

  @Override
  public Section measure(Scale scale, Path work) throws IOException {
    Circumstances circumstances = new Circumstances();
    try (ServedApi api = ServedApi.start(work, PreparedApi.NODE_HEAP, PreparedApi.API_HEAP)) {
      TenantUsage usage =
          new TenantUsage(api, Math.round(scale.input().events() * DOCUMENTS_PER_EVENT));
      long hours = usage.loadHours();
      awaitFinal(api, usage.finalThrough());
      Map<String, Double> fromHours = measureAll(api);
      Map<String, JsonNode> answers = readAll(api);
      long days = usage.loadDays();
      awaitDays(api);
      requireSame(answers, readAll(api));
      Map<String, Double> fromDays = measureAll(api);
      return section(fromHours, fromDays)
          .say("Target 400 ms each.")
          .say(
              String.format(
                  Locale.ROOT,
                  "%,d hourly documents of one tenant in 30 days, and the %,d daily documents that"
                      + " the job makes of them, of 500 users and 40 models. Caches of Elasticsearch"
                      + " are cleared before each answer; median of %d. Indices have one segment."
                      + " Both answers are compared, all members of them.",
                  hours,
                  days,
                  ROUNDS))
          .say(circumstances.describe("benchmarks/run A6" + scale.options()));
    }
  }

  private Section section(Map<String, Double> fromHours, Map<String, Double> fromDays) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("answer over 30 days", "ms from hours", "ms from days", "ratio"));
    fromHours.forEach(
        (question, hours) ->
            table.add(
                List.of(
                    question,
                    Median.text(hours, 1),
                    Median.text(fromDays.get(question), 1),
                    "1/" + Median.text(hours / fromDays.get(question), 1))));
    return new Section(name(), "answers over 30 days of a tenant with millions of documents")
        .table(table);
  }

  private static Map<String, Double> measureAll(ServedApi api) throws IOException {
    Map<String, Double> millis = new LinkedHashMap<>();
    for (Map.Entry<String, String> question : QUESTIONS.entrySet()) {
      millis.put(question.getKey(), measureOne(api, question.getValue()));
    }
    return millis;
  }

  private static double measureOne(ServedApi api, String question) throws IOException {
    List<Double> times = new ArrayList<>();
    for (int round = 0; round < 2 * ROUNDS; round++) {
      api.elasticsearch("POST", "/_cache/clear", "");
      long start = System.nanoTime();
      if (api.get(question).statusCode() != 200) {
        throw new IOException("The API refused " + question);
      }
      // The first half only warms up.
      if (round >= ROUNDS) {
        times.add((System.nanoTime() - start) / 1e6);
      }
    }
    return Median.of(times, Double::doubleValue);
  }

  /** The answers without what says how far and when. */
  private Map<String, JsonNode> readAll(ServedApi api) throws IOException {
    Map<String, JsonNode> answers = new LinkedHashMap<>();
    for (Map.Entry<String, String> question : QUESTIONS.entrySet()) {
      answers.put(question.getKey(), read(api, question.getValue()));
    }
    return answers;
  }

  private JsonNode read(ServedApi api, String question) throws IOException {
    HttpResponse<String> answer = api.get(question);
    if (answer.statusCode() != 200) {
      throw new IOException(answer.body());
    }
    ObjectNode members = (ObjectNode) json.readTree(answer.body());
    return members.without(List.of("generated_at", "final_through"));
  }

  private static void requireSame(Map<String, JsonNode> hours, Map<String, JsonNode> days) {
    if (hours.get("summary").path("calls").asLong() == 0 || !hours.equals(days)) {
      throw new IllegalStateException("Hours say " + hours + ", days " + days);
    }
  }

  private void awaitFinal(ServedApi api, Instant end) {
    await(
        "sees that all is final until " + end,
        () -> {
          String answer = api.get(SUMMARY).body();
          return json.readTree(answer).path("final_through").asText().equals(end.toString());
        });
  }

  /** The API remembers for a while how far the job is. */
  private static void awaitDays(ServedApi api) {
    await(
        "reads days",
        () -> {
          api.get(SUMMARY);
          JsonNode searches =
              api.elasticsearch(
                  "GET", "/" + IndexFamily.MODEL_CALLS_DAILY.pattern() + "/_stats/search", "");
          return searches.at("/_all/total/search/query_total").asLong() > 0;
        });
  }

  private interface Condition {
    boolean holds() throws IOException;
  }

  private static void await(String what, Condition condition) {
    boolean held =
        Await.until(
            () -> {
              try {
                return condition.holds();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            LIMIT);
    if (!held) {
      throw new IllegalStateException("The API never " + what);
    }
  }
}
