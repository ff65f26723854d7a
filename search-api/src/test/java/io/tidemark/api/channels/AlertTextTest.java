/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of alerts for people. */
@Tag("fast")
class AlertTextTest {

  private static final String COST =
      "{\"monitor\":\"spend\",\"group\":\"alice\",\"state\":\"firing\",\"workload\":\"model-calls\","
          + "\"metric\":\"cost\",\"value\":\"11.25\",\"currency\":\"USD\",\"window\":"
          + "{\"from\":\"2026-03-12T09:00:00Z\",\"to\":\"2026-03-12T10:00:00Z\","
          + "\"time_zone\":\"Asia/Shanghai\"}}";

  @ParameterizedTest
  @CsvSource({"EN, Value: Cost 11.25 USD, Window: ", "ZH, 费用 11.25 USD, 17:00"})
  void nameTheCurrencyAndTheZoneOfTheWindow(Language language, String value, String window) {
    MessageText text =
        new MessageTexts(language, ZoneId.of("UTC"))
            .writeText(ChannelSample.message("io.tidemark.alert.changed", COST));

    assertThat(text.lines())
        .anySatisfy(line -> assertThat(line).contains(value))
        .anySatisfy(
            line ->
                assertThat(line)
                    .contains(window.strip())
                    .contains("2026-03-12 17:00 – 2026-03-12 18:00 (Asia/Shanghai)"));
  }
}
