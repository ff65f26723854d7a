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
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A million records as CSV, by an API with a usual heap. */
public final class ExportRow implements Row {

  private static final int SAMPLES = 100;

  private final PreparedApi prepared;

  public ExportRow(PreparedApi prepared) {
    this.prepared = prepared;
  }

  @Override
  public String name() {
    return "A5";
  }

  /**
   * One export.
   *
   * @param heapMib heap in use, taken after every hundredth of the rows
   */
  private record Taken(double seconds, long bytes, List<Double> heapMib) {

    /** The used heap after garbage collection, in the given tenth of the export. */
    double lowest(int tenth) {
      return heapMib.subList(tenth * SAMPLES / 10, (tenth + 1) * SAMPLES / 10).stream()
          .mapToDouble(Double::doubleValue)
          .min()
          .orElseThrow();
    }

    double highest() {
      return heapMib.stream().mapToDouble(Double::doubleValue).max().orElseThrow();
    }
  }

  @Override
  public Section measure(Scale scale, Path work) throws IOException {
    Circumstances circumstances = new Circumstances();
    ServedApi api = prepared.withRecords(scale, work);
    RecordData records = prepared.records();
    List<Taken> taken = new ArrayList<>();
    for (int run = 0; run < scale.runs(); run++) {
      taken.add(export(api, records));
    }
    double seconds = Median.of(taken, Taken::seconds);
    return new Section(name(), "export of records as CSV")
        .table(
            List.of(
                List.of(
                    "records",
                    "s",
                    "rows/s",
                    "least heap in the first tenth, MiB",
                    "least heap in the last tenth, MiB",
                    "most heap, MiB"),
                List.of(
                    Median.text(records.many(), 0),
                    Median.text(seconds, 1),
                    Median.text(records.many() / seconds, 0),
                    Median.text(Median.of(taken, one -> one.lowest(0)), 0),
                    Median.text(Median.of(taken, one -> one.lowest(9)), 0),
                    Median.text(Median.of(taken, Taken::highest), 0))))
        .say(
            String.format(
                Locale.ROOT,
                "The API has a heap of %s, the text is %,d MiB long. Heap in use is read a hundred"
                    + " times during each export and includes what is not collected yet: the least"
                    + " in a tenth is nearest to what is held. Medians of %d runs; every row is"
                    + " counted and its id compared with the one that must come next.",
                PreparedApi.API_HEAP,
                taken.get(0).bytes() >> 20,
                scale.runs()))
        .say(circumstances.describe("benchmarks/run A5" + scale.options()));
  }

  private static Taken export(ServedApi api, RecordData records) throws IOException {
    long start = System.nanoTime();
    HttpResponse<InputStream> answer = api.stream("/model-calls/records?range=7d&format=csv");
    List<Double> heap = new ArrayList<>();
    long bytes = 0;
    int rows = 0;
    try (BufferedReader lines = new BufferedReader(new InputStreamReader(answer.body(), UTF_8))) {
      lines.readLine();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (!line.contains(records.id(rows))) {
          throw new IllegalStateException("Row " + rows + " is another: " + line);
        }
        rows++;
        bytes += line.length() + 2;
        if (rows % Math.max(1, records.many() / SAMPLES) == 0) {
          heap.add(api.heapMib());
        }
      }
    }
    if (rows != records.many()) {
      throw new IllegalStateException(rows + " rows instead of " + records.many());
    }
    return new Taken((System.nanoTime() - start) / 1e9, bytes, heap);
  }
}
