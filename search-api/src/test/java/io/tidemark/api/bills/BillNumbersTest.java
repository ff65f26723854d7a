/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.settings.SettingFault;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

@Tag("fast")
class BillNumbersTest {

  @Test
  void readsDaysInEveryForm() {
    for (String day : new String[] {"\"2026-10-31\"", "\"2026-10-31T23:00:00Z\"", "1793404800"}) {
      assertThat(readDay(day)).isEqualTo(LocalDate.of(2026, 10, 31));
    }
  }

  /** Documents cannot hold them. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "\"+12345-01-01T00:00:00Z\"",
        "\"-0044-03-15T00:00:00Z\"",
        "\"1066-10-14\"",
        "999999999999999",
        "-99999999999",
        "9223372036854775807"
      })
  void rejectsDaysOfOtherTimes(String day) {
    assertThatThrownBy(() -> readDay(day))
        .isInstanceOf(SettingFault.class)
        .hasMessageContaining("day");
  }

  /** Costs APIs write amounts as texts of many digits, and 0 with an exponent. */
  @ParameterizedTest
  @CsvSource({
    "0.0128500000000000000000000000000000, 0.01285",
    "0E-6176, 0",
    "6.2E-7, 0.00000062",
    "-1.5, -1.5",
    "1.23456789012345678e-15, 0.000000000000001234567890123457"
  })
  void readsAmountsInEveryForm(String amount, String expected) {
    assertThat(BillNumbers.readDecimal("amount", JsonNodeFactory.instance.stringNode(amount)))
        .isEqualByComparingTo(expected);
    assertThat(
            BillNumbers.readDecimal(
                "amount", JsonNodeFactory.instance.numberNode(new BigDecimal(amount))))
        .isEqualByComparingTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"1e-999999999\"", "\"1e19\"", "\"12,5\"", "\"NaN\"", "true"})
  void rejectsAmountsThatAreNone(String amount) {
    assertThatThrownBy(
            () -> BillNumbers.readDecimal("amount", JsonMapper.shared().readTree(amount)))
        .isInstanceOf(SettingFault.class);
  }

  private static LocalDate readDay(String value) {
    return BillNumbers.readDay("date", JsonMapper.shared().readTree(value));
  }
}
