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
import io.tidemark.benchmarks.sink.HourlyDocuments;
import io.tidemark.benchmarks.sink.StorageNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The job's sink against another way into Elasticsearch: the same documents, the same node.
 *
 * @param name of the row
 * @param peer the other way
 * @param target documents a second, ours to theirs
 */
public record SinkRow(String name, JobKind peer, double target) implements Row {

  public static final Row TO_BARE_LOADER = new SinkRow("E1", JobKind.BARE_LOADER, 0.9);
  public static final Row TO_CONNECTOR = new SinkRow("E2", JobKind.STOCK_SINK, 1.5);

  private static final int EVENTS_PER_DOCUMENT = 15;

  /** Documents that warm up have other numbers. */
  private static final long WARM_UP_FROM = 1_000_000_000;

  @Override
  public Section measure(Scale scale, Path work) throws Exception {
    Circumstances circumstances = new Circumstances();
    long documents = scale.input().events() / EVENTS_PER_DOCUMENT;
    List<Double> ours = new ArrayList<>();
    List<Double> theirs = new ArrayList<>();
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("", "documents/s", "s", "CPU µs/document", "GC s"));
    try (StorageNode node = StorageNode.start(work, "2g")) {
      for (int turn = 1; turn <= scale.runs(); turn++) {
        for (JobKind kind : List.of(JobKind.OWN_SINK, peer)) {
          JobRun run = load(node, kind, scale, documents, work.resolve(kind.name() + turn));
          (kind == peer ? theirs : ours).add(run.wallSeconds());
          table.add(createLine(kind, run, documents));
        }
      }
    }
    double ratio = Median.of(theirs, Double::doubleValue) / Median.of(ours, Double::doubleValue);
    return new Section(name, "Tidemark's sink ÷ " + peer.title())
        .table(table)
        .say(
            "Ratio of documents a second **" + Median.text(ratio, 2) + "**; target " + target + ".")
        .say(
            Median.text((double) documents, 0)
                + " hourly documents of "
                + new HourlyDocuments(java.time.Instant.EPOCH, 1).at(0).source.length
                + " bytes into three indices with Tidemark's templates, empty before each run but"
                + " for a warm-up of a tenth as many; the clock stops when the last is"
                + " acknowledged. Sides take turns, and after each run the documents and the calls"
                + " in them are counted in Elasticsearch. Both sinks run with two subtasks, bulks"
                + " of 1,000 and checkpoints every 10 s; processor time is that of the writing"
                + " process. Node and writer share the machine's cores.")
        .say(circumstances.describe("benchmarks/run " + name + scale.options()));
  }

  private static JobRun load(
      StorageNode node, JobKind kind, Scale scale, long documents, Path folder)
      throws IOException, InterruptedException {
    node.empty();
    long warmUp = documents / 10;
    JobSettings settings =
        new JobSettings(Map.of())
            .with(JobSettings.ELASTICSEARCH, node.uri())
            .with(JobSettings.STATE_BACKEND, "hashmap")
            .with(JobSettings.CHECKPOINTS, 10)
            .with(JobSettings.WARM_UP_TOPIC, WARM_UP_FROM)
            .with(JobSettings.WARM_UP_CALLS, warmUp)
            .with(JobSettings.TOPIC, 0)
            .with(JobSettings.CALLS, documents);
    Side side = new Side(kind, kind.title(), false, new JobSettings(Map.of()));
    JobRun run = JobProcess.run(side, settings, folder, List.of("-Xmx" + scale.heap()));
    StorageNode.Stored stored = node.stored(StorageNode.HOURLY);
    long expected = documents + warmUp;
    if (stored.documents() != expected || stored.calls() != expected * HourlyDocuments.CALLS) {
      throw new IllegalStateException(kind.title() + " stored " + stored + " of " + expected);
    }
    return run;
  }

  private static List<String> createLine(JobKind kind, JobRun run, long documents) {
    return List.of(
        kind.title(),
        Median.text(documents / run.wallSeconds(), 0),
        Median.text(run.wallSeconds(), 1),
        Median.text(run.processorSeconds() * 1e6 / documents, 1),
        Median.text(run.collectorSeconds(), 1));
  }
}
