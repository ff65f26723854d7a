/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import io.tidemark.benchmarks.Scale;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The times of one number of calls.
 *
 * @param calls how many there are
 * @param own the documents
 * @param raw the Parquet files
 * @param times of each question in each state; none from disk where files cannot be evicted
 */
record ColumnStoreRun(long calls, Documents own, Files raw, List<Times> times) {

  /** The state of caches before a question is asked. */
  enum State {
    ASKED_AGAIN("asked again", 4),
    CLEARED("caches cleared", 4),
    FROM_DISK("from disk", 2);

    private final String title;
    private final int roundsOfRun;

    State(String title, int roundsOfRun) {
      this.title = title;
      this.roundsOfRun = roundsOfRun;
    }

    String title() {
      return title;
    }

    /** How often a question is asked: an answer takes milliseconds where a job takes seconds. */
    int rounds(Scale scale) {
      return roundsOfRun * scale.runs();
    }
  }

  /** Documents of hours and days, their size, and the seconds until all were stored and merged. */
  record Documents(long hours, long days, long bytes, double seconds) {}

  /** The size of the files, and the seconds until all were written. */
  record Files(long bytes, double seconds) {}

  /** Milliseconds of an answer through the API and from raw calls. */
  record Times(TenantQuestion question, State state, double own, double raw) {}

  /** Writes calls for both sides, compares the answers, and times them. */
  static ColumnStoreRun take(long size, Scale scale, Path folder) throws IOException, SQLException {
    TenantCalls calls = TenantCalls.ofDocuments(size / TenantCalls.PER_DOCUMENT);
    long start = System.nanoTime();
    try (ColumnStore store = ColumnStore.write(calls, folder.resolve("parquet"))) {
      Files files = new Files(store.bytes(), secondsSince(start));
      try (ServedApi api = ServedApi.start(folder, PreparedApi.NODE_HEAP, PreparedApi.API_HEAP)) {
        start = System.nanoTime();
        TenantUsage usage = new TenantUsage(api, calls);
        long hours = usage.loadHours();
        long days = usage.loadDays();
        double loading = secondsSince(start);
        SeenProgress.awaitDays(api);
        new ColumnStoreAnswers(api, store, calls).requireSame();
        ColumnStoreTimes times = new ColumnStoreTimes(api, store, calls, folder);
        return new ColumnStoreRun(
            calls.count(),
            new Documents(hours, days, times.documentBytes(), loading),
            files,
            times.takeAll(scale));
      }
    }
  }

  private static double secondsSince(long start) {
    return (System.nanoTime() - start) / 1e9;
  }

  /** The times of a question in the coldest state that was taken. */
  Times coldest(TenantQuestion question) {
    return times.stream()
        .filter(taken -> taken.question() == question)
        .reduce((first, colder) -> colder)
        .orElseThrow();
  }

  boolean isTakenFromDisk() {
    return times.stream().anyMatch(taken -> taken.state() == State.FROM_DISK);
  }
}
