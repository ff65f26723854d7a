/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

/** The stores that all tests of the sink run against. */
enum StoreKind {
  IMITATED,
  REAL_NODE;

  private static final ImitatedStore IMITATION = new ImitatedStore();

  /** Shared by all tests of the JVM; each test uses a day of its own. */
  DocumentStore store() {
    return this == IMITATED ? IMITATION : NodeStore.shared();
  }
}
