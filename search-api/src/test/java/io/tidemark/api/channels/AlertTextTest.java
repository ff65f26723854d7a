/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Texts of alerts for people. */
@Tag("fast")
class AlertTextTest {

  private static final MessageTexts TEXTS = new MessageTexts(Language.EN, ZoneId.of("UTC"));

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

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "20000000.0|20,000,000",
        "12345678.5|12,345,679",
        "0.05660377358490566|0.0566",
        "412.5|412.5",
        "1.0E-7|0.0000001"
      })
  void showNumbersAsPeopleReadThem(String value, String shown) {
    assertThat(write("{\"monitor\":\"m\",\"state\":\"firing\",\"value\":" + value + '}').lines())
        .containsExactly("Value: " + shown);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "fired|firing|false|Firing: m|ALARM",
        "still_firing|firing|false|Still firing: m|ALARM",
        "resolved|ok|false|Resolved: m|GOOD",
        "resolved|pending|true|Resolved by a correction: m|GOOD",
        "data_again|learning|false|Data again: m|GOOD",
        "late|late|true|Late correction: m|WARNING"
      })
  void nameTheChange(
      String change, String state, boolean corrected, String title, MessageText.Tone tone) {
    MessageText text =
        write(
            "{\"monitor\":\"m\",\"change\":\"%s\",\"state\":\"%s\",\"corrected\":%s}"
                .formatted(change, state, corrected));

    assertThat(text.title()).isEqualTo(title);
    assertThat(text.tone()).isEqualTo(tone);
    assertThat(text.lines().contains("Late events have changed the window.")).isEqualTo(corrected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "2026-03-12T10:00:00Z|The window is final.",
        "2026-03-12T09:00:00Z|Final until 2026-03-12 17:00; the value may still grow."
      })
  void sayHowFinalTheWindowIs(String finalThrough, String line) {
    assertThat(
            write(COST.replaceFirst("\\{", "{\"final_through\":\"" + finalThrough + "\",")).lines())
        .endsWith(line);
  }

  @Test
  void describeOneGroupOnceAndSeveralOnALineEach() {
    String one = "{\"group\":\"alice\",\"state\":\"firing\",\"value\":30.0}";
    String two = "{\"group\":\"bob\",\"change\":\"resolved\",\"state\":\"ok\",\"value\":2.0}";
    String data =
        "{\"monitor\":\"m\",\"group\":\"alice\",\"state\":\"firing\",\"value\":30.0,\"reference\":10.0,"
            + "\"metric\":\"cost\",\"condition\":{\"kind\":\"change\"},\"groups\":[%s],\"more_groups\":%d}";

    assertThat(write(data.formatted(one, 0)).lines())
        .containsExactly("Value: Cost 30", "Compared with: 10", "Condition: kind: change");
    MessageText several = write(data.formatted(one + ',' + two, 3));
    assertThat(several.title()).isEqualTo("Firing: m · alice and 4 more");
    assertThat(several.lines())
        .startsWith("Firing · alice: Cost 30", "Resolved · bob: Cost 2", "and 3 more");
  }

  @Test
  void nameTheCurrencyAndKeepTheReasonOfARequest() {
    String data =
        "{\"budget\":\"spend\",\"asked_by\":\"alice\",\"measure\":\"cost\",\"currency\":\"USD\","
            + "\"amount\":\"80000\",\"reason\":\"4711\"}";

    assertThat(TEXTS.writeText(ChannelSample.message("io.tidemark.budget.request", data)).lines())
        .containsExactly("From: alice", "Asks for: 80,000 USD", "Reason: 4711");
  }

  @ParameterizedTest
  @CsvSource({
    "image-jobs, jobs, Total image jobs",
    "training, run_time_ms, ms Total training time"
  })
  void nameTheMeasureAsItsWorkloadDoes(String workload, String measure, String label) {
    String data =
        ChannelSample.LEVEL
            .replace("total_tokens", measure)
            .replaceFirst("\\{", "{\"workload\":\"" + workload + "\",");

    assertThat(TEXTS.writeText(ChannelSample.message("io.tidemark.budget.level", data)).lines())
        .contains("Used 40,100 of 50,000 " + label + " (80.2 %)");
  }

  @Test
  void nameTheUnitOfTimes() {
    String data =
        "{\"monitor\":\"slow\",\"state\":\"firing\",\"workload\":\"model-calls\","
            + "\"metric\":\"latency_ms.p95\",\"value\":1234.5}";

    assertThat(write(data).lines()).containsExactly("Value: Latency P95 1,235 ms");
  }

  @Test
  void doNotSayThatAProjectionIsReached() {
    String data = ChannelSample.LEVEL.replaceFirst("\\{", "{\"projected\":\"61000\",");

    assertThat(TEXTS.writeText(ChannelSample.message("io.tidemark.budget.level", data)).lines())
        .contains("The projection reaches: 80 %", "Expected at the end of the period: 61,000")
        .noneMatch(line -> line.startsWith("Level reached"));
  }

  private static MessageText write(String data) {
    return TEXTS.writeText(ChannelSample.message("io.tidemark.alert.changed", data));
  }
}
