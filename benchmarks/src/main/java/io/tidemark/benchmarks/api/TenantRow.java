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
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Answers over 30 days of one tenant with millions of documents, from hours and from days. */
public final class TenantRow implements Row {

  /** Five millions at full size. */
  private static final double DOCUMENTS_PER_EVENT = 5.0 / 3;

  private static final int ROUNDS = 5;

  private final ObjectMapper json = new ObjectMapper();

  @Override
  public String name() {
    return "A6";
  }

  @Override
  public Section measure(Scale scale, Path work) throws IOException {
    Circumstances circumstances = new Circumstances();
    try (ServedApi api = ServedApi.start(work, PreparedApi.NODE_HEAP, PreparedApi.API_HEAP)) {
      TenantCalls calls =
          TenantCalls.ofDocuments(Math.round(scale.input().events() * DOCUMENTS_PER_EVENT));
      TenantUsage usage = new TenantUsage(api, calls);
      long hours = usage.loadHours();
      SeenProgress.awaitFinal(api, calls.end());
      int rounds = scale.rounds(ROUNDS);
      Map<TenantQuestion, Double> fromHours = measureAll(api, rounds);
      Map<TenantQuestion, JsonNode> answers = readAll(api);
      long days = usage.loadDays();
      SeenProgress.awaitDays(api);
      requireSame(answers, readAll(api));
      Map<TenantQuestion, Double> fromDays = measureAll(api, rounds);
      return createSection(fromHours, fromDays)
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
                  rounds))
          .say(circumstances.describe("benchmarks/run A6" + scale.options()));
    }
  }

  private Section createSection(
      Map<TenantQuestion, Double> fromHours, Map<TenantQuestion, Double> fromDays) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("answer over 30 days", "ms from hours", "ms from days", "ratio"));
    fromHours.forEach(
        (question, hours) ->
            table.add(
                List.of(
                    question.title(),
                    Median.text(hours, 1),
                    Median.text(fromDays.get(question), 1),
                    "1/" + Median.text(hours / fromDays.get(question), 1))));
    return new Section(name(), "answers over 30 days of a tenant with millions of documents")
        .table(table);
  }

  private static Map<TenantQuestion, Double> measureAll(ServedApi api, int rounds)
      throws IOException {
    Map<TenantQuestion, Double> millis = new EnumMap<>(TenantQuestion.class);
    for (TenantQuestion question : TenantQuestion.values()) {
      millis.put(question, ColdAnswers.measureMillis(api, question.path(), rounds));
    }
    return millis;
  }

  /** The answers without what says how far and when. */
  private Map<TenantQuestion, JsonNode> readAll(ServedApi api) throws IOException {
    Map<TenantQuestion, JsonNode> answers = new EnumMap<>(TenantQuestion.class);
    for (TenantQuestion question : TenantQuestion.values()) {
      answers.put(question, read(api, question.path()));
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

  private static void requireSame(
      Map<TenantQuestion, JsonNode> hours, Map<TenantQuestion, JsonNode> days) {
    if (hours.get(TenantQuestion.SUMMARY).path("calls").asLong() == 0 || !hours.equals(days)) {
      throw new IllegalStateException("Hours say " + hours + ", days " + days);
    }
  }
}
