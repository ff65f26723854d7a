/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.json.DamagedItems;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.UsageFormat;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** One bad item of a batch does not cost the others. */
@Tag("fast")
class DamagedBatchesTest {

  private static final FormatOptions ACME = FormatOptions.NONE.withDefaultTenant("acme");

  /** Values that are no JSON, in an item whose braces and quotes still match. */
  private static final List<String> DAMAGES =
      List.of(
          "NaN",
          "Infinity",
          "-Infinity",
          "01",
          "tru",
          "+1",
          "1.",
          "\"\\x\"",
          "\"\\u12g4\"",
          "\"a\nb\"",
          "\"\u0001\"",
          "{\"a\" 1}",
          "[1,]",
          "{,}",
          "[1 2]",
          "\"a\" \"b\"",
          "[".repeat(200) + "]".repeat(200));

  static List<String> batchFormats() {
    return ModelCallFormats.names().stream().filter(name -> !name.equals("native")).toList();
  }

  private static String with(String example, String value) {
    return example.replaceFirst("\\{", "{\"damaged\":" + value.replace("\\", "\\\\") + ",");
  }

  @ParameterizedTest
  @MethodSource("batchFormats")
  void rejectsOnlyTheDamagedItemOfAnArray(String name) {
    String good = Examples.of(name);
    for (String damage : DAMAGES) {
      String batch = "[" + good + "," + with(good, damage) + " ,\n" + good + "]";
      Reading reading = Reading.of(ModelCallFormats.byName(name, ACME), batch);
      assertThat(reading.calls()).as(damage).hasSize(2);
      assertThat(reading.rejections()).as(damage).hasSize(1);
      assertThat(reading.rejections().get(0)).as(damage).startsWith("not valid JSON");
    }
  }

  @Test
  void rejectsOnlyTheDamagedSpanOfATrace() {
    String good = Spans.span("a", "", "\"gen_ai.request.model\":\"m\"," + Spans.USAGE);
    for (String damage : DAMAGES) {
      String trace = Spans.record("svc", good, with(good, damage), good);
      Reading reading = Reading.of(ModelCallFormats.byName("otel-genai", ACME), trace);
      assertThat(reading.calls()).as(damage).hasSize(2);
      assertThat(reading.rejections()).as(damage).hasSize(1);
    }
  }

  /** The levels around an item count for the whole record, so at some depth both are too deep. */
  @Test
  void rejectsItemsAloneThatAreTooDeepInTheirRecord() {
    String call = Examples.of("litellm");
    String span = Spans.span("a", "", "\"gen_ai.request.model\":\"m\"," + Spans.USAGE);
    for (int levels = 50; levels < 70; levels++) {
      String deep = "[".repeat(levels) + "]".repeat(levels);
      Reading batch =
          Reading.of(
              ModelCallFormats.byName("litellm", ACME),
              "[" + call + "," + with(call, deep) + "," + call + "]");
      Reading trace =
          Reading.of(
              ModelCallFormats.byName("otel-genai", ACME),
              Spans.record("svc", span, with(span, deep), span));

      assertThat(batch.calls()).as("%d levels", levels).hasSize(levels <= 62 ? 3 : 2);
      assertThat(trace.calls()).as("%d levels", levels).hasSize(levels <= 57 ? 3 : 2);
      assertThat(batch.calls().size() + batch.rejections().size()).isEqualTo(3);
      assertThat(trace.calls().size() + trace.rejections().size()).isEqualTo(3);
    }
  }

  @Test
  void rejectsOnlyTheDamagedResourceOfATrace() {
    String good = Spans.span("a", "", "\"gen_ai.request.model\":\"m\"," + Spans.USAGE);
    String resource = Spans.record("svc", good).replaceFirst("^\\{\"resourceSpans\":\\[", "");
    resource = resource.substring(0, resource.length() - 2);
    String damaged = resource.replaceFirst("\"tenant.id\"", "NaN");
    String trace = "{\"resourceSpans\":[" + resource + "," + damaged + "," + resource + "]}";
    Reading reading = Reading.of(ModelCallFormats.byName("otel-genai", ACME), trace);
    assertThat(reading.calls()).hasSize(2);
    assertThat(reading.rejections()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"[%s,,%s]", "[%s,%s,]", "[,%s,%s]"})
  void readsBatchesWithEmptyItems(String batch) {
    String good = Examples.of("litellm");
    Reading reading =
        Reading.of(ModelCallFormats.byName("litellm", ACME), batch.formatted(good, good));
    assertThat(reading.calls()).hasSize(2);
    assertThat(reading.rejections()).containsExactly("the record must be a JSON object");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"[%s,%s", "[%s,%s]]", "[%s,%s}", "[%s,{\"a\":\"%s]", "[%s,%s],", "{[%s,%s]"})
  void countsNothingOfABatchThatCannotBeDivided(String batch) {
    String good = Examples.of("litellm");
    Reading reading =
        Reading.of(ModelCallFormats.byName("litellm", ACME), batch.formatted(good, good));
    assertThat(reading.calls()).isEmpty();
    assertThat(reading.rejections()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("io.tidemark.model.modelcalls.formats.ForeignFormatsTest#names")
  void readsRecordsWithBytesThatAreNotUtf8(String name) {
    String record =
        Examples.of(name).replaceFirst("\\{", "{\"note\":\"caf\u00e9 \u00ff\u00fe\\\\u00e9\",");
    Reading reading = Reading.of(ModelCallFormats.byName(name, ACME), record.getBytes(ISO_8859_1));
    assertThat(reading.calls()).hasSize(1);
    byte[] outside = ("\u00ff" + Examples.of(name)).getBytes(ISO_8859_1);
    assertThat(Reading.of(ModelCallFormats.byName(name, ACME), outside).rejections()).hasSize(1);
  }

  @Test
  void replacesZeroCharactersInTags() {
    String call =
        "{\"request_id\":\"r\",\"event_time\":1767229200125,\"tenant_id\":\"t\",\"model\":\"m\","
            + "\"tags\":{\"a\\u0000b\":\"c\\u0000\"}}";
    assertThat(Reading.of(ModelCallFormats.byName("native", ACME), call).call())
        .containsEntry("tags", java.util.Map.of("a\uFFFDb", "c\uFFFD"));
  }

  @Test
  void replacesBrokenCharactersOfTexts() {
    String call =
        "{\"request_id\":\"l1\",\"event_time\":1767229200125,\"tenant_id\":\"t\",\"model\":\"m-%s\","
            + "\"user_agent\":\"bot %s\",\"error_type\":\"bad %s\",\"messages\":\"cut %s\","
            + "\"tags\":{\"note\":\"cut %s here\",\"ok\":\"yes\"}}";
    for (String broken :
        List.of("\\ud83d", "\\ude00", "\u00ff", "\u00ed\u00a0\u00bd", "\u00f0\u009f")) {
      byte[] record = call.replace("%s", broken).getBytes(ISO_8859_1);
      Reading reading = Reading.of(ModelCallFormats.byName("native", ACME), record);
      String replaced = "\uFFFD".repeat(broken.startsWith("\\") ? 1 : broken.length());
      assertThat(reading.call())
          .containsEntry("model", "m-" + replaced)
          .containsEntry("user_agent", "bot " + replaced)
          .containsEntry("error_type", "bad " + replaced)
          .containsEntry(
              "tags", java.util.Map.of("note", "cut " + replaced + " here", "ok", "yes"));
    }
    assertThat(
            Reading.of(
                    ModelCallFormats.byName("native", ACME),
                    call.replace("%s", "\uD83D\uDE00").getBytes(UTF_8))
                .call())
        .containsEntry("model", "m-\uD83D\uDE00");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x", ""})
  void rejectsARecordOfTooManyDamagedItemsAsAWhole(String item) {
    String good = Examples.of("litellm");
    String most = (item + ",").repeat(DamagedItems.MAX_DAMAGED);
    UsageFormat<ModelCall> format = ModelCallFormats.byName("litellm", ACME);

    Reading divided = Reading.of(format, "[" + most + good + "]");
    assertThat(divided.calls()).hasSize(1);
    assertThat(divided.rejections()).hasSize(DamagedItems.MAX_DAMAGED);
    assertThat(Reading.of(format, "[" + most + item + "," + good + "]").rejection())
        .isEqualTo("not valid JSON in more than 10000 items");
    assertThat(Reading.of(format, good).calls()).hasSize(1);
  }
}
