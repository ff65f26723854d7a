/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class CsvTest {

  @Test
  void numbersStayAndTextsAreQuotedWhereTheyMustBe() {
    assertThat(
            Csv.formatRow(
                Arrays.asList(-1, 2.5, true, null, "a", "a,b", "say \"hi\"", "two\nlines")))
        .isEqualTo("-1,2.5,true,,a,\"a,b\",\"say \"\"hi\"\"\",\"two\nlines\"\r\n");
  }

  @Test
  void emptyCellsAtTheStartKeepTheirPlaces() {
    assertThat(Csv.formatRow(Arrays.asList(null, "", "a"))).isEqualTo(",,a\r\n");
  }

  @Test
  void keepsNegativeAmountsNumbers() {
    assertThat(Csv.formatRow(List.of("-12.50", "-3", "-0.000000001")))
        .isEqualTo("-12.50,-3,-0.000000001\r\n");
  }

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1+2", "-A1", "-1e5", "@A1", "\t=1", "\r=1", "＝1"})
  void escapesSpreadsheetFormulas(String text) {
    assertThat(Csv.formatRow(List.of(text)).replace("\"", "")).startsWith("'");
  }
}
