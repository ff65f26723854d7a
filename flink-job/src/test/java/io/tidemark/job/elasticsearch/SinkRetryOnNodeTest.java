/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import org.junit.jupiter.api.Tag;

/** The contract on a real node. */
@Tag("node")
final class SinkRetryOnNodeTest extends SinkRetryContract {

  SinkRetryOnNodeTest() {
    super(StoreKind.REAL_NODE);
  }
}
