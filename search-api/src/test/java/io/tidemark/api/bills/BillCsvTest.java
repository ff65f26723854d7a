/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.settings.SettingFault;
import java.math.BigDecimal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Quantities of bills as CSV. */
@Tag("fast")
class BillCsvTest {

  /** Of a row without a class, tokens are a number of all tokens, and images are none. */
  @ParameterizedTest
  @CsvSource({
    "input, 250, tokens, 250",
    "input, 0.25, 1000000 tokens, 250000",
    "images, 5, images, 5",
    "'', 250, 1000 tokens, 250000",
    "'', 250, '', 250",
    "'', 5, images, "
  })
  void readsQuantities(String tokenClass, String quantity, String unit, BigDecimal expected) {
    String text =
        String.join(",", BillCsv.COLUMNS)
            + "\r\n2026-03-05,openai,gpt-4o,"
            + String.join(",", tokenClass, "", "", quantity, unit)
            + ",1.00,USD\r\n";

    BigDecimal read = BillCsv.readLines(text).get(0).quantity();
    assertThat(read == null ? null : read.stripTrailingZeros())
        .isEqualTo(expected == null ? null : expected.stripTrailingZeros());
  }

  /** A row may tell a quantity alone. */
  @Test
  void needsACurrencyOfAmountsAlone() {
    String first =
        String.join(",", BillCsv.COLUMNS) + "\r\n2026-03-05,openai,gpt-4o,input,,,250,tokens";

    BillLine line = BillCsv.readLines(first + ",,\r\n").get(0);

    assertThat(line.amount()).isNull();
    assertThat(line.currency()).isNull();
    assertThatThrownBy(() -> BillCsv.readLines(first + ",1.00,\r\n"))
        .isInstanceOf(SettingFault.class);
  }
}
