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

/**
 * Counts each model call once and adds it to its window. Rows stay bytes until many
 * of a group are added together.
 */
public final class CountCallsOnce extends DeduplicationOperator<CallBatch> {

  private transient CallRow call;

  @SuppressWarnings("UnusedVariable") // Written, so that the compiler keeps the prefetch.
  private transient long prefetched;

  public CountCallsOnce(WorkloadOptions options) {
    super(CallAggregation.LAYOUT, options);
  }

  @Override
  public void open() throws Exception {
    super.open();
    call = new CallRow();
  }

  @Override
  protected void count(CallBatch batch) throws Exception {
    prefetchIds(batch);
    for (int at = 0; at < batch.length(); at = batch.next(at)) {
      batch.readKey(at, call);
      WindowPart part = checkAndFindPart(call);
      if (part != null) {
        int measures = CallBatch.measuresAt(at);
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

  private void prefetchIds(CallBatch batch) {
    IdStore ids = ids();
    for (int at = 0; at < batch.length(); at = batch.next(at)) {
      prefetched += ids.prefetch(batch.idHigh(at), batch.idLow(at));
    }
  }
}
