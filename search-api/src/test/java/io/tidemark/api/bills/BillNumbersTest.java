/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.settings.SettingFault;
import java.time.LocalDate;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

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

  private static LocalDate readDay(String value) {
    return BillNumbers.readDay("date", JsonMapper.shared().readTree(value));
  }
}
