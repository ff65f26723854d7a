/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.stack.settings.SamplePrices;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The list that the local stack ships. */
@Tag("fast")
class SamplePricesTest {

  @Test
  void theListOfTheLocalStackIsAccepted() {
    NamedPriceList list =
        PriceListReader.readList("sample", SampleLists.parseYaml(SamplePrices.createBody()));

    assertThat(list.isDefault()).isTrue();
    assertThat(list.list().prices()).hasSizeGreaterThan(10);
  }
}
