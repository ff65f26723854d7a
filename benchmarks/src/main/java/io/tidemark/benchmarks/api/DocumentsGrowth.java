/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Chart;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Pictures;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.sink.BareLoader;
import io.tidemark.benchmarks.sink.HourlyDocuments;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.LongStream;

/** The response time of the API's main requests by number of hourly documents. */
public final class DocumentsGrowth implements Row {

  /** A hundred thousand, a million, five millions at full size. */
  private static final List<Double> DOCUMENTS_PER_EVENT = List.of(1.0 / 30, 1.0 / 3, 5.0 / 3);

  private static final int DAYS = 29;
  private static final int TENANTS = 20;
  private static final int ROUNDS = 7;

  private static final Map<String, String> QUESTIONS = listQuestions();

  private static Map<String, String> listQuestions() {
    Map<String, String> questions = new LinkedHashMap<>();
    questions.put("summary of 30 days", "/model-calls/summary?range=30d");
    questions.put("summary of 7 days", "/model-calls/summary?range=7d");
    return questions;
  }

  @Override
  public String name() {
    return "growth-documents";
  }

  @Override
  public Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    List<Size> sizes = new ArrayList<>();
    try (ServedApi api = ServedApi.start(work, PreparedApi.NODE_HEAP, PreparedApi.API_HEAP)) {
      long held = 0;
      for (double share : DOCUMENTS_PER_EVENT) {
        long documents = Math.round(scale.input().events() * share);
        double speed = load(api, held, documents);
        held = documents;
        requireCounted(api, documents);
        sizes.add(new Size(documents, ColdAnswers.measureMillis(api, QUESTIONS, ROUNDS), speed));
      }
    }
    drawChart(sizes).save(Pictures.of(scale, work).resolve("growth-documents.png"));
    return new Section(name(), "answers of the API by hourly documents")
        .table(createTable(sizes))
        .say("![answers of the API by hourly documents](images/growth-documents.png)")
        .say(
            "Documents of "
                + TENANTS
                + " tenants over "
                + DAYS
                + " days, an index a day; one tenant asks. Caches of Elasticsearch are cleared"
                + " before each answer; median of "
                + ROUNDS
                + ". Indices are as loading left them, not merged. The number of calls in the"
                + " longest answer is compared with what was loaded.")
        .say(circumstances.describe("benchmarks/run growth-documents" + scale.options()));
  }

  /**
   * The results at one number of documents.
   *
   * @param millis by question
   * @param speed of loading, in documents per second
   */
  private record Size(long documents, Map<String, Double> millis, double speed) {}

  private static List<List<String>> createTable(List<Size> sizes) {
    List<String> head = new ArrayList<>(List.of("hourly documents", "of them the tenant's"));
    QUESTIONS.keySet().forEach(question -> head.add(question + ", ms"));
    head.add("loaded, documents/s");
    List<List<String>> table = new ArrayList<>(List.of(head));
    for (Size size : sizes) {
      List<String> line = new ArrayList<>();
      line.add(Median.text((double) size.documents, 0));
      line.add(Median.text((double) size.documents / TENANTS, 0));
      size.millis.values().forEach(millis -> line.add(Median.text(millis, 1)));
      line.add(Median.text(size.speed, 0));
      table.add(line);
    }
    return table;
  }

  private static Chart drawChart(List<Size> sizes) {
    Chart chart = new Chart("Answer of the API", "hourly documents", "ms");
    List<Double> documents = sizes.stream().map(size -> (double) size.documents).toList();
    for (String question : QUESTIONS.keySet()) {
      chart.curve(
          question, documents, sizes.stream().map(size -> size.millis.get(question)).toList());
    }
    return chart;
  }

  /** Documents a second. */
  private static double load(ServedApi api, long from, long to)
      throws IOException, InterruptedException {
    Instant first =
        Instant.now().truncatedTo(ChronoUnit.HOURS).minus(DAYS * 24 + 1, ChronoUnit.HOURS);
    long start = System.nanoTime();
    new BareLoader(api.node(), new HourlyDocuments(first, DAYS * 24)::at, new AtomicLong())
        .load(from, to);
    double seconds = (System.nanoTime() - start) / 1e9;
    api.elasticsearch("POST", "/_refresh", "");
    return (to - from) / seconds;
  }

  /** The tenant's calls, as the documents' numbers say which are its. */
  private static void requireCounted(ServedApi api, long documents) throws IOException {
    int hours = DAYS * 24;
    long expected =
        LongStream.range(0, documents).filter(number -> number / hours % TENANTS == 0).count()
            * HourlyDocuments.CALLS;
    String answer = api.get("/model-calls/summary?range=30d").body();
    long counted = new ObjectMapper().readTree(answer).path("calls").asLong();
    if (counted != expected) {
      throw new IllegalStateException(counted + " calls instead of " + expected);
    }
  }
}
