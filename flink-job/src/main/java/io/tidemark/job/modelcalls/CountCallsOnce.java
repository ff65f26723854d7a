/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.modelcalls;

import io.tidemark.job.dedup.DeduplicationOperator;
import io.tidemark.job.dedup.IdStore;
import io.tidemark.job.window.WindowPart;
import io.tidemark.job.workload.WorkloadOptions;
import io.tidemark.model.aggregate.Aggregate;
import io.tidemark.model.modelcalls.CallAggregation;
import io.tidemark.model.modelcalls.CallRow;
import java.util.Arrays;

/**
 * Counts each model call once and adds it to its window. Rows stay bytes until many of a group are
 * added together.
 */
public final class CountCallsOnce extends DeduplicationOperator<CallBatch> {

  private static final int FIRST_ROWS = 128;

  private transient CallRow call;

  /** Hashes of the groups of a batch's rows. */
  private transient int[] hashes;

  @SuppressWarnings("UnusedVariable") // Written, so that the compiler keeps the prefetch.
  private transient long prefetched;

  public CountCallsOnce(WorkloadOptions options) {
    super(CallAggregation.LAYOUT, options);
  }

  @Override
  public void open() throws Exception {
    super.open();
    call = new CallRow();
    hashes = new int[FIRST_ROWS];
  }

  @Override
  protected void count(CallBatch batch) throws Exception {
    prefetch(batch);
    int row = 0;
    for (int at = 0; at < batch.length(); row++) {
      int measures = CallBatch.measuresAt(at);
      at = batch.readKey(at, call);
      WindowPart part = checkAndFindPart(call, hashes[row]);
      if (part != null) {
        part.append(batch.bytes(), measures, call.dimensionsStart - measures);
      }
    }
  }

  @Override
  protected void addRows(byte[] rows, int length, Aggregate target) {
    for (int at = 0; at < length; ) {
      at = CallBatch.readMeasures(rows, at, call);
      CallAggregation.add(call, target);
    }
  }

  /** Reads what counting the rows will read, before the first is counted: the waits overlap. */
  private void prefetch(CallBatch batch) {
    IdStore ids = ids();
    for (int at = 0; at < batch.length(); at = batch.next(at)) {
      prefetched += ids.prefetch(batch.idHigh(at), batch.idLow(at));
    }
    int rows = 0;
    for (int at = 0; at < batch.length(); rows++) {
      at = batch.readKey(at, call);
      if (rows == hashes.length) {
        hashes = Arrays.copyOf(hashes, 2 * rows);
      }
      hashes[rows] = prefetch(call);
    }
    for (int row = 0; row < rows; row++) {
      prefetchPart(hashes[row]);
    }
  }
}
