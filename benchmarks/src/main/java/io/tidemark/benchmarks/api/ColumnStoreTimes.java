/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.benchmarks.api;

import io.tidemark.benchmarks.Scale;
import io.tidemark.benchmarks.api.ColumnStoreRun.State;
import io.tidemark.benchmarks.api.ColumnStoreRun.Times;
import io.tidemark.benchmarks.files.DataFolder;
import io.tidemark.benchmarks.report.Median;
import io.tidemark.model.index.IndexFamily;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Times questions to the API and to the column store in turns. */
final class ColumnStoreTimes {

  private static final String DOCUMENTS =
      "/"
          + IndexFamily.MODEL_CALLS_HOURLY.pattern()
          + ","
          + IndexFamily.MODEL_CALLS_DAILY.pattern();

  private final ServedApi api;
  private final ColumnStore store;
  private final TenantCalls calls;
  private final DataFolder data;

  /**
   * @param folder with the data of both
   */
  ColumnStoreTimes(ServedApi api, ColumnStore store, TenantCalls calls, Path folder) {
    this.api = api;
    this.store = store;
    this.calls = calls;
    data = new DataFolder(folder);
  }

  private record Pair(double own, double raw) {}

  List<Times> takeAll(Scale scale) throws IOException, SQLException {
    List<Times> taken = new ArrayList<>();
    for (TenantQuestion question : TenantQuestion.values()) {
      // Only warms up.
      take(question, State.ASKED_AGAIN, State.ASKED_AGAIN.rounds(scale));
      for (State state : State.values()) {
        take(question, state, state.rounds(scale)).ifPresent(taken::add);
      }
    }
    return taken;
  }

  /** Medians; empty when the state cannot be reached here. */
  private Optional<Times> take(TenantQuestion question, State state, int rounds)
      throws IOException, SQLException {
    List<Pair> pairs = new ArrayList<>();
    for (int round = 0; round < rounds; round++) {
      if (!reach(state)) {
        return Optional.empty();
      }
      String path = question.path(calls.first(), calls.end());
      pairs.add(new Pair(api.measureMillis(path), measureRaw(question)));
    }
    return Optional.of(
        new Times(question, state, Median.of(pairs, Pair::own), Median.of(pairs, Pair::raw)));
  }

  private boolean reach(State state) throws IOException, SQLException {
    return switch (state) {
      case ASKED_AGAIN -> true;
      case CLEARED -> {
        api.clearCaches();
        store.reopen();
        yield true;
      }
      case FROM_DISK -> evict();
    };
  }

  /** Closes all files: what a process has mapped stays in memory. */
  private boolean evict() throws IOException, SQLException {
    store.close();
    api.elasticsearch("POST", DOCUMENTS + "/_close", "");
    boolean evicted = data.evict();
    api.elasticsearch("POST", DOCUMENTS + "/_open", "");
    store.reopen();
    return evicted;
  }

  private double measureRaw(TenantQuestion question) throws SQLException {
    long start = System.nanoTime();
    store.ask(question);
    return (System.nanoTime() - start) / 1e6;
  }

  /** The size of all documents on disk. */
  long documentBytes() throws IOException {
    return api.elasticsearch("GET", DOCUMENTS + "/_stats/store", "")
        .at("/_all/total/store/size_in_bytes")
        .asLong();
  }
}
