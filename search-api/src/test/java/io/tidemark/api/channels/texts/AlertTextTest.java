/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels.texts;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.channels.ChannelSample;
import io.tidemark.api.monitors.definition.Condition;
import java.time.ZoneId;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

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
                    .contains("2026-03-12 17:00 – 18:00 (Asia/Shanghai)"));
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
        "2026-03-12T09:00:00Z|Final until 2026-03-12 17:00; the value may still grow.",
        "null|Nothing is final yet; the value may still grow."
      })
  void sayHowFinalTheWindowIs(String finalThrough, String line) {
    String time = finalThrough.equals("null") ? finalThrough : '"' + finalThrough + '"';

    assertThat(write(COST.replaceFirst("\\{", "{\"final_through\":" + time + ',')).lines())
        .endsWith(line);
  }

  @Test
  void nameBothDaysOfAWindow() {
    String day = COST.replace("2026-03-12T10:00:00Z", "2026-03-13T09:00:00Z");

    assertThat(write(day).lines())
        .contains("Window: 2026-03-12 17:00 – 2026-03-13 17:00 (Asia/Shanghai)");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "`kind`:`above`,`value`:1200|above 1,200 USD|高于 1,200 USD",
        "`kind`:`below`,`value`:0.05|below 0.05 USD|低于 0.05 USD",
        "`kind`:`change`,`against`:`median_of_same_days`,`days`:7,`at_least_ratio`:3"
            + "|change, compared with the median of the days before, over 7 d, at least 3 times"
            + "|变化，对比此前各日的中位数，最近 7 天，至少 3 倍",
        "`kind`:`change`,`against`:`previous_window`,`at_most_ratio`:0.5"
            + "|change, compared with the window before, at most 0.5 times"
            + "|变化，对比上一窗口，至多 0.5 倍",
        "`kind`:`unusual`,`k`:4,`weeks`:3,`direction`:`up`"
            + "|unusual value, 4 deviations, over 3 weeks, upward|异常值，4 倍偏差，最近 3 周，偏高",
        "`kind`:`burst`,`percentile`:99|burst of calls, percentile 99|调用突增，第 99 百分位",
        "`kind`:`new`|new value|首次出现",
        "`kind`:`absence`|no usage|没有用量",
        "`kind`:`pipeline`,`not_final_hours`:3,`dead_letters`:10,`conflicting_duplicates`:5,"
            + "`rejections_ratio`:2|late or incomplete statistics, nothing final for 3 h,"
            + " 10 dead letters, 5 conflicting duplicates, 2 times the usual rejections"
            + "|统计数据延迟或不完整，3 小时未定稿，10 条死信，5 条冲突的重复，被拒事件为平时的 2 倍",
        "`kind`:`later`,`value`:7|kind: later, value: 7|kind: later, value: 7"
      })
  void writeTheConditionInWords(String members, String english, String chinese) {
    String condition = "\"condition\":{" + members.replace('`', '"') + "},";
    String data = COST.replaceFirst("\\{", '{' + condition);

    assertThat(write(data).lines()).contains("Condition: " + english);
    assertThat(
            new MessageTexts(Language.ZH, ZoneId.of("UTC"))
                .writeText(ChannelSample.message("io.tidemark.alert.changed", data))
                .lines())
        .contains("条件：" + chinese);
  }

  @ParameterizedTest
  @EnumSource(Condition.Against.class)
  void nameEveryComparison(Condition.Against against) {
    assertThat(MessageWords.of(Language.EN).keys()).contains("condition.against." + against.id());
  }

  @Test
  void haveTheSameWordsInBothLanguages() {
    assertThat(MessageWords.of(Language.ZH).keys()).isEqualTo(MessageWords.of(Language.EN).keys());
  }

  @Test
  void describeOneGroupOnceAndSeveralOnALineEach() {
    String one = "{\"group\":\"alice\",\"state\":\"firing\",\"value\":30.0}";
    String two = "{\"group\":\"bob\",\"change\":\"resolved\",\"state\":\"ok\",\"value\":2.0}";
    String data =
        "{\"monitor\":\"m\",\"group\":\"alice\",\"state\":\"firing\",\"value\":30.0,\"reference\":10.0,"
            + "\"metric\":\"cost\",\"condition\":{\"kind\":\"change\"},\"groups\":[%s],\"more_groups\":%d}";

    assertThat(write(data.formatted(one, 0)).lines())
        .containsExactly("Value: Cost 30", "Compared with: 10", "Condition: change");
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
    "training, run_time_ms, ms Total training time",
    "comfyui, run_time_total_ms, ms Total run time",
    "coding-agents, active_seconds, s Active time"
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
