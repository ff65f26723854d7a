/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.index;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.schema.Field;
import java.time.Instant;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Tag("fast")
class IndexFamilyTest {

  @Test
  void theIndexIsThatOfTheUtcDay() {
    long lastMillisecond = Instant.parse("2026-01-31T23:59:59.999Z").toEpochMilli();

    assertThat(IndexFamily.MODEL_CALLS_HOURLY.indexAt(lastMillisecond))
        .isEqualTo("tidemark-model-calls-hourly-2026.01.31");
    assertThat(IndexFamily.MODEL_CALLS_HOURLY.indexAt(lastMillisecond + 1))
        .isEqualTo("tidemark-model-calls-hourly-2026.02.01");
  }

  @ParameterizedTest
  @EnumSource(IndexFamily.class)
  void everyFieldNameIsUnique(IndexFamily family) {
    assertThat(DocumentFields.of(family)).extracting(Field::name).doesNotHaveDuplicates();
  }
}
