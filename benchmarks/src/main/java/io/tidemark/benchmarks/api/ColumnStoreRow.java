/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import io.tidemark.benchmarks.Row;
import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.files.DataFolder;
import io.tidemark.benchmarks.report.Chart;
import io.tidemark.benchmarks.report.Circumstances;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.benchmarks.report.Pictures;
import io.tidemark.benchmarks.report.Progress;
import io.tidemark.benchmarks.report.Section;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/** Answers over 30 days of one tenant, through the API and from raw calls in a column store. */
public final class ColumnStoreRow implements Row {

  private static final long[] SIZES = {2_000_000, 20_000_000, 200_000_000};

  /** Bytes on disk of a call in both stores, with segments that are merged and logs of writes. */
  private static final long DISK_PER_CALL = 100;

  private static final String PICTURE = "column-store.png";

  @Override
  public String name() {
    return "A8";
  }

  @Override
  public Section measure(Scale scale, Path work) throws IOException, SQLException {
    Circumstances circumstances = new Circumstances();
    long[] sizes = listSizes(scale);
    requireDisk(work, sizes[sizes.length - 1]);
    List<ColumnStoreRun> runs = new ArrayList<>();
    for (long size : sizes) {
      Path folder = work.resolve("calls-" + size);
      new DataFolder(folder).delete();
      runs.add(ColumnStoreRun.take(size, scale, folder));
      new DataFolder(folder).delete();
      Progress.say(runs.get(runs.size() - 1).toString());
    }
    Section section =
        new Section(name(), "answers over 30 days of one tenant ÷ the same in a column store")
            .table(tabulateAnswers(runs))
            .say("Target: even at 2 million calls, 10 times faster at 200 million.")
            .table(tabulateData(runs));
    if (runs.size() > 1) {
      drawChart(runs).save(Pictures.of(scale, work).resolve(PICTURE));
      section.say("![answers over 30 days by number of calls](images/" + PICTURE + ")");
    }
    return section
        .say(explainMethod(runs, scale))
        .say(circumstances.describe("benchmarks/run A8" + scale.options()));
  }

  /** All sizes, unless options say how many calls there are at most. */
  private static long[] listSizes(Scale scale) {
    if (scale.equals(Scale.FULL)) {
      return SIZES;
    }
    long most = scale.input().events();
    long[] smaller = LongStream.of(SIZES).filter(size -> size <= most).toArray();
    return smaller.length == 0 ? new long[] {most} : smaller;
  }

  private static void requireDisk(Path work, long calls) throws IOException {
    Files.createDirectories(work);
    long free = Files.getFileStore(work).getUsableSpace();
    long needed = calls * DISK_PER_CALL;
    if (free < needed) {
      throw new IOException(
          "%,d calls need %,d MB of disk, and %,d are free; --events takes fewer"
              .formatted(calls, needed >> 20, free >> 20));
    }
  }

  private static List<List<String>> tabulateAnswers(List<ColumnStoreRun> runs) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("calls", "answer", "", "Tidemark, ms", "column store, ms", "times faster"));
    for (ColumnStoreRun run : runs) {
      for (ColumnStoreRun.Times times : run.times()) {
        table.add(
            List.of(
                formatNumber(run.calls()),
                times.question().title(),
                times.state().title(),
                Median.text(times.own(), 1),
                Median.text(times.raw(), 1),
                Median.text(times.raw() / times.own(), 2)));
      }
    }
    return table;
  }

  private static String formatNumber(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  private static List<List<String>> tabulateData(List<ColumnStoreRun> runs) {
    List<List<String>> table = new ArrayList<>();
    table.add(
        List.of(
            "calls",
            "hourly documents",
            "daily documents",
            "MB in Elasticsearch",
            "s to load",
            "MB of Parquet",
            "s to write"));
    for (ColumnStoreRun run : runs) {
      table.add(
          List.of(
              formatNumber(run.calls()),
              formatNumber(run.own().hours()),
              formatNumber(run.own().days()),
              Median.text(run.own().bytes() / 1e6, 0),
              Median.text(run.own().seconds(), 0),
              Median.text(run.raw().bytes() / 1e6, 0),
              Median.text(run.raw().seconds(), 0)));
    }
    return table;
  }

  private static Chart drawChart(List<ColumnStoreRun> runs) {
    List<Double> sizes = runs.stream().map(run -> (double) run.calls()).toList();
    return new Chart("Cold answers over 30 days", "calls", "ms")
        .logarithmic()
        .drawPairs(
            Stream.of(TenantQuestion.values()).map(question -> createPair(runs, question)).toList(),
            sizes);
  }

  private static Chart.Pair createPair(List<ColumnStoreRun> runs, TenantQuestion question) {
    List<ColumnStoreRun.Times> times = runs.stream().map(run -> run.coldest(question)).toList();
    return new Chart.Pair(
        question.title(),
        times.stream().map(ColumnStoreRun.Times::own).toList(),
        question.title() + ", column store",
        times.stream().map(ColumnStoreRun.Times::raw).toList());
  }

  private static String explainMethod(List<ColumnStoreRun> runs, Scale scale) {
    String states =
        runs.get(0).isTakenFromDisk()
            ? " Before an answer from disk, indices are closed and opened, DuckDB is restarted,"
                + " and the system forgets the files of both."
            : " Answers from disk were not taken: the system cannot be asked to forget files.";
    return String.format(
        Locale.ROOT,
        "Up to %d users and %d models; %d calls make an hourly document. The column store is DuckDB"
            + " in this process with two threads, over Parquet (zstd) sorted by time, a file a day;"
            + " it is asked in SQL, the API over HTTP. In the summary it is spared all but calls,"
            + " failed calls, tokens, models, users, the longest latency and two percentiles (by"
            + " `quantile_disc`, which is faster there than `approx_quantile`). Before, answers are"
            + " compared: counts and sums to the digit, each point of the trend, percentiles within"
            + " 5 %% of the exact ones. Cleared are the caches of Elasticsearch; DuckDB is"
            + " restarted.%s Medians of %d rounds in turns, of %d from disk.",
        TenantCalls.USERS,
        TenantCalls.MODELS,
        TenantCalls.PER_DOCUMENT,
        states,
        ColumnStoreRun.State.ASKED_AGAIN.rounds(scale),
        ColumnStoreRun.State.FROM_DISK.rounds(scale));
  }
}
