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
    // Else the page says of every account that a price changed inside a window.
    assertThat(list.list().prices().stream().flatMap(price -> price.hours().factors().stream()))
        .isNotEmpty()
        .allMatch(hours -> hours.from().getMinute() == 0 && hours.to().getMinute() == 0);
  }
}
