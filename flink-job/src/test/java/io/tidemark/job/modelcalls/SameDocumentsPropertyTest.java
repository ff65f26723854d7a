/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import static io.tidemark.job.modelcalls.Calls.HOUR;
import static io.tidemark.job.modelcalls.Calls.MINUTE;
import static io.tidemark.job.modelcalls.Calls.TEN;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.tidemark.job.documents.DocumentWrite;
import io.tidemark.job.window.DayOfHours;
import io.tidemark.model.modelcalls.CallRow;
import io.tidemark.model.schema.WorkloadSchemas;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/**
 * Any order, any duplication, any crash and any subset of the lost run's documents written before
 * it: the figures in the end are the same.
 */
@Tag("fast")
class SameDocumentsPropertyTest {

  private static final int CALLS = 120;

  @RepeatedTest(25)
  void theFiguresDoNotDependOnTheWayThere() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<CallRow> calls = calls();

    Map<String, JsonNode> expected = figuresOf(calls);
    Map<String, JsonNode> actual = figuresOfAHardWay(calls, random);

    assertThat(actual).as("seed %s", seed).isEqualTo(expected);
    DayOfHours.requireSums(WorkloadSchemas.MODEL_CALLS, expected);
  }

  private static List<CallRow> calls() {
    List<CallRow> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      calls.add(Calls.createRow("r" + i, "user-" + i % 3, TEN + i * MINUTE * 2, i));
    }
    return calls;
  }

  private static Map<String, JsonNode> figuresOf(List<CallRow> calls) throws Exception {
    StoredDocuments stored = new StoredDocuments();
    try (CountAndPublish job = new CountAndPublish(null)) {
      for (CallRow call : calls) {
        job.call(call);
      }
      close(job, stored);
    }
    return stored.figures();
  }

  private static Map<String, JsonNode> figuresOfAHardWay(List<CallRow> calls, Random random)
      throws Exception {
    List<CallRow> disturbed = new ArrayList<>(calls);
    for (int i = 0; i < CALLS / 4; i++) {
      disturbed.add(calls.get(random.nextInt(CALLS)));
    }
    Collections.shuffle(disturbed, random);
    StoredDocuments stored = new StoredDocuments();
    CountAndPublish.Snapshot snapshot = null;
    int from = 0;
    long clock = TEN + 5 * HOUR;
    while (from < disturbed.size()) {
      int crash = from + 1 + random.nextInt(disturbed.size() - from);
      int checkpoint = from + random.nextInt(crash - from + 1);
      try (CountAndPublish job = new CountAndPublish(snapshot)) {
        job.clock(clock);
        for (int i = from; i < crash; i++) {
          if (i == checkpoint) {
            snapshot = job.snapshot(clock, clock);
            // The sink writes everything before the barrier, or the checkpoint fails.
            write(job.publishedWithDays(), stored);
            from = i;
          }
          job.call(disturbed.get(i));
          clock += random.nextInt(20_000);
          job.clock(clock);
          if (random.nextInt(4) == 0) {
            job.watermark(TEN + random.nextInt(5) * HOUR);
          }
          // A bulk may have been lost with the crash, or may have been applied.
          write(random.nextBoolean() ? job.publishedWithDays() : List.of(), stored);
        }
        if (crash == disturbed.size()) {
          close(job, stored);
          from = crash;
        }
      }
    }
    return stored.figures();
  }

  /** The end of the input: all hours are closed, all corrections published. */
  private static void close(CountAndPublish job, StoredDocuments stored) throws Exception {
    job.watermark(TEN + 6 * HOUR);
    job.clock(TEN + 50 * HOUR);
    job.watermark(TEN + 30 * HOUR);
    job.clock(TEN + 60 * HOUR);
    job.watermark(TEN + 80 * HOUR);
    write(job.publishedWithDays(), stored);
  }

  private static void write(List<DocumentWrite> documents, StoredDocuments stored) {
    documents.forEach(stored::write);
  }
}
