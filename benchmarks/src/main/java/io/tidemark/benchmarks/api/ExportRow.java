/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.model.index.IndexFamily;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** A million records as CSV, by an API with a small heap. */
public final class ExportRow implements Row {

  private static final int MOST_RECORDS = 1_000_000;
  private static final int BULK = 5_000;
  private static final String HEAP = "128m";
  private static final long SEED = 20260114;

  @Override
  public String name() {
    return "A5";
  }

  private record Taken(double seconds, double firstTenthMib, double lastTenthMib) {}

  @Override
  public Section measure(Scale scale, Path work) throws IOException {
    Circumstances circumstances = new Circumstances();
    int records = (int) Math.min(MOST_RECORDS, scale.input().events());
    try (ServedApi api = ServedApi.start(work, "2g", HEAP)) {
      load(api, records);
      List<Taken> taken = new ArrayList<>();
      for (int run = 0; run < scale.runs(); run++) {
        taken.add(export(api, records));
      }
      double seconds = Median.of(taken, Taken::seconds);
      return new Section(name(), "export of records as CSV")
          .table(
              List.of(
                  List.of("records", "s", "rows/s", "heap after 10 %, MiB", "heap at the end, MiB"),
                  List.of(
                      Median.text(records, 0),
                      Median.text(seconds, 1),
                      Median.text(records / seconds, 0),
                      Median.text(Median.of(taken, Taken::firstTenthMib), 0),
                      Median.text(Median.of(taken, Taken::lastTenthMib), 0))))
          .say(
              String.format(
                  Locale.ROOT,
                  "The API has a heap of %s, the records as text take %,d MiB. Heap in use includes"
                      + " what is not collected yet. Median of %d runs; every row is counted and"
                      + " its id compared with the one that must come next.",
                  HEAP,
                  (records * 300L) >> 20,
                  scale.runs()))
          .say(circumstances.describe("benchmarks/run A5" + scale.options()));
    }
  }

  private static void load(ServedApi api, int records) throws IOException {
    Random random = new Random(SEED);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    StringBuilder bulk = new StringBuilder();
    for (int i = 0; i < records; i++) {
      // Over a day, the newest first, as they come out again.
      Instant time = now.minusMillis(80_000_000L / records * i);
      String index = IndexFamily.MODEL_CALLS_RECORDS.indexAt(time.toEpochMilli());
      bulk.append("{\"index\":{\"_index\":\"").append(index).append("\"}}\n");
      bulk.append(record(random, time, i)).append('\n');
      if ((i + 1) % BULK == 0 || i + 1 == records) {
        api.elasticsearch("POST", "/_bulk", bulk.toString());
        bulk.setLength(0);
      }
    }
    api.elasticsearch("POST", "/_refresh", "");
  }

  private static String record(Random random, Instant time, int number) {
    return String.format(
        Locale.ROOT,
        "{\"event_time\":\"%s\",\"tenant_id\":\"%s\",\"user_id\":\"user-%d\",\"model\":\"model-%d\","
            + "\"request_id\":\"%s\",\"outcome\":\"succeeded\",\"status_code\":200,"
            + "\"endpoint\":\"/v1/chat/completions\",\"input_tokens\":%d,\"output_tokens\":%d,"
            + "\"total_tokens\":%d,\"latency_ms\":%d}",
        time,
        ServedApi.TENANT,
        random.nextInt(1_000),
        random.nextInt(40),
        id(number),
        200 + number % 900,
        number % 300,
        200 + number % 900 + number % 300,
        CallData.latency(random));
  }

  private static String id(int number) {
    return String.format(Locale.ROOT, "call-%09d", number);
  }

  private static Taken export(ServedApi api, int records) throws IOException {
    long start = System.nanoTime();
    HttpResponse<java.io.InputStream> answer =
        api.stream("/model-calls/records?range=3d&format=csv");
    double early = 0;
    double late = 0;
    int rows = 0;
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.contains(id(rows))) {
          throw new IllegalStateException("Row " + rows + " is another: " + line);
        }
        rows++;
        if (rows == records / 10) {
          early = api.heapMib();
        }
        if (rows == records) {
          late = api.heapMib();
        }
      }
    }
    if (rows != records) {
      throw new IllegalStateException(rows + " rows instead of " + records);
    }
    return new Taken((System.nanoTime() - start) / 1e9, early, late);
  }
}
