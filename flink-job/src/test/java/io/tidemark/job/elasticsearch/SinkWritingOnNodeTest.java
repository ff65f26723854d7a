/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import org.junit.jupiter.api.Tag;

/** The contract on a real node. */
@Tag("node")
final class SinkWritingOnNodeTest extends SinkWritingContract {

  SinkWritingOnNodeTest() {
    super(StoreKind.REAL_NODE);
  }
}
