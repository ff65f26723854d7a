/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.job.documents;

import org.apache.flink.types.PojoTestUtils;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
final class DocumentWriteTest {

  @Test
  void isMovedWithoutKryo() {
    PojoTestUtils.assertSerializedAsPojoWithoutKryo(DocumentWrite.class);
  }
}
