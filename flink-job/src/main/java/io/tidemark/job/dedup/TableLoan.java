/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.dedup;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many snapshots have still to write a table that was lent to them. They write in threads of
 * their own. One that is aborted never writes: then the table is not returned.
 */
final class TableLoan {

  private final AtomicInteger unwritten = new AtomicInteger();

  void lend(int snapshots) {
    unwritten.addAndGet(snapshots);
  }

  void noteWritten() {
    unwritten.decrementAndGet();
  }

  boolean isReturned() {
    return unwritten.get() == 0;
  }
}
