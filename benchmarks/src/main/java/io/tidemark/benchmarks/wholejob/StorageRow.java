/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.wholejob;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.measuring.JobSettings;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Section;
import io.tidemark.benchmarks.sink.BareLoader;
import io.tidemark.benchmarks.sink.StorageNode;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.testkit.events.CallGenerator;
import io.tidemark.testkit.events.CallJson;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;

/** The size of calls in Elasticsearch as hourly documents, compared with the calls themselves. */
public final class StorageRow implements Row {

  private static final String TARGET = "1/50";
  private static final String RAW = "raw-calls";
  private static final int MOST_RAW = 500_000;

  /** Without the second, analysed copy of each text that Elasticsearch makes by itself. */
  private static final String RAW_INDEX =
      """
      {"settings":{"number_of_shards":1,"number_of_replicas":0,"refresh_interval":"30s"},
       "mappings":{"dynamic_templates":[{"texts":{"match_mapping_type":"string",
       "mapping":{"type":"keyword"}}}],"properties":{"event_time":{"type":"date"},
       "client_ip":{"type":"ip"}}}}
      """;

  @Override
  public String name() {
    return "E4";
  }

  @Override
  public Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    try (StorageNode node = StorageNode.start(work, "2g");
        Arena arena = Arena.open(scale, work.resolve("job"))) {
      Side side =
          Side.OWN
              .with(JobSettings.STORE_IN, node.uri())
              .with(JobSettings.SAVEPOINT, "so that the sink has flushed");
      arena.run(side, work.resolve("own"));
      long calls = arena.expectedHours().counted();
      StorageNode.Stored stored = node.stored(StorageNode.HOURLY);
      if (stored.documents() != arena.expectedLines() || stored.calls() != calls) {
        throw new IllegalStateException(stored + " instead of " + calls + " calls");
      }
      StorageNode.DiskUsage usage = node.diskUsage(StorageNode.HOURLY);
      double own = usage.bytes() * 1e6 / calls;
      Parts parts = Parts.of(usage.byField(), stored.documents());
      long rawCalls = loadRaw(node, scale);
      double raw = node.diskUsage(RAW).bytes() * 1e6 / rawCalls;
      return createSection(scale, circumstances, arena, own, raw, parts);
    }
  }

  private Section createSection(
      Scale scale, Circumstances circumstances, Arena arena, double own, double raw, Parts parts) {
    double callsPerDocument = arena.expectedHours().counted() / (double) arena.expectedLines();
    return new Section(name(), "bytes in Elasticsearch ÷ those of the calls as raw documents")
        .table(
            List.of(
                List.of("", "MB per million calls"),
                List.of("hourly documents", Median.text(own / 1e6, 1)),
                List.of("calls as raw documents", Median.text(raw / 1e6, 1))))
        .say("Ratio **1/" + Median.text(raw / own, 1) + "**; target " + TARGET + ".")
        .say(
            Median.text(callsPerDocument, 1)
                + " calls make an hourly document here; the ratio grows with that number. Indices"
                + " are merged to one segment and have no replicas. Raw calls are the records of"
                + " the topic in an index with keywords and numbers and no analysed text.")
        .table(parts.table())
        .say(circumstances.describe("benchmarks/run E4" + scale.options()));
  }

  /** Bytes of a document by what they are for. */
  private record Parts(double source, double bins, double keywords, double rest) {

    static Parts of(Map<String, Long> bytesByField, long documents) {
      double[] sums = new double[4];
      bytesByField.forEach((field, bytes) -> sums[part(field)] += (double) bytes / documents);
      return new Parts(sums[0], sums[1], sums[2], sums[3]);
    }

    private static int part(String field) {
      if (field.equals("_source")) {
        return 0;
      }
      return field.contains(".bins.") ? 1 : field.endsWith(".bin_counts") ? 2 : 3;
    }

    List<List<String>> table() {
      return List.of(
          List.of("of an hourly document", "bytes"),
          List.of("the text itself, compressed", Median.text(source, 0)),
          List.of("bins, as columns", Median.text(bins, 0)),
          List.of("counts of bins as keywords, as a column", Median.text(keywords, 0)),
          List.of("all other columns and indices", Median.text(rest, 0)));
    }
  }

  private static long loadRaw(StorageNode node, Scale scale)
      throws IOException, InterruptedException {
    node.request("PUT", "/" + RAW, RAW_INDEX);
    List<byte[]> records = new ArrayList<>();
    CallJson json = new CallJson();
    long events = Math.min(MOST_RAW, scale.input().events());
    new CallGenerator(scale.input().withEvents(events).volume())
        .generate(call -> records.add(json.write(call)), call -> {});
    new BareLoader(
            node.uri(),
            number -> new DocumentWrite(RAW, Long.toString(number), 1, records.get((int) number)),
            new AtomicLong())
        .load(0, records.size());
    if (node.stored(RAW).documents() != records.size()) {
      throw new IllegalStateException("Raw calls are missing");
    }
    return records.size();
  }
}
