/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.elasticsearch;

import org.junit.jupiter.api.Tag;

/** The contract on the fake. */
@Tag("fast")
final class ElasticsearchSinkRefusalTest extends SinkRefusalContract {

  ElasticsearchSinkRefusalTest() {
    super(StoreKind.FAKE);
  }
}
