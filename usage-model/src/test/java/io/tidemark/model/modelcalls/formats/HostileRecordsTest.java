/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.modelcalls.CallText;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.Excerpt;
import io.tidemark.model.parsing.Mutations;
import io.tidemark.model.parsing.UsageFormat;
import io.tidemark.model.privacy.PrivacyOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Tag("fast")
class HostileRecordsTest {

  private static final long SEED = 20260101;
  private static final int RECORDS = 10_000;
  private static final int SPANS = 100_000;

  private static final List<String> FIELDS =
      List.of(
          "request_id",
          "event_time",
          "timestamp",
          "tenant_id",
          "model",
          "user",
          "user_id",
          "input_tokens",
          "prompt_tokens",
          "output_tokens",
          "latency",
          "duration_ms",
          "status_code",
          "blocked",
          "tags",
          "channel",
          "total_tokens",
          "cache_read_tokens",
          "unknown");

  /** Formats of logs that hold more than calls. */
  private static final Set<String> PASSING_OVER =
      Set.of("otel-genai", "new-api", "envoy-access-log", "higress");

  static List<String> names() {
    return ModelCallFormats.names();
  }

  private static UsageFormat<ModelCall> format(String name) {
    return ModelCallFormats.byName(name, FormatOptions.NONE.withDefaultTenant("acme"));
  }

  @ParameterizedTest
  @MethodSource("names")
  void neverThrowsAndStaysWell(String name) {
    UsageFormat<ModelCall> format = format(name);
    String example = Examples.of(name);
    Reading good = Reading.of(format, example);
    Mutations mutations = new Mutations(SEED, FIELDS);
    int refused = 0;
    for (int i = 0; i < RECORDS; i++) {
      byte[] record = mutations.of(example);
      Reading reading = Reading.of(format, record);
      boolean answered = !reading.calls().isEmpty() || !reading.rejections().isEmpty();
      assertThat(answered || PASSING_OVER.contains(name))
          .as("seed %s, record %s: %s", SEED, i, new String(record, UTF_8))
          .isTrue();
      refused += reading.rejections().size();
    }
    assertThat(refused).isBetween(RECORDS / 10, RECORDS - 1);
    assertThat(Reading.of(format, example)).isEqualTo(good);
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsRecordsInPlaceAsItReadsThemAlone(String name) {
    UsageFormat<ModelCall> format = format(name);
    Mutations mutations = new Mutations(SEED, FIELDS);
    for (int i = 0; i < RECORDS / 10; i++) {
      byte[] record = mutations.of(Examples.of(name));
      assertThat(Reading.inPlace(format, record))
          .as("seed %s, record %s: %s", SEED, i, new String(record, UTF_8))
          .isEqualTo(Reading.of(format, record));
    }
    assertThat(Reading.inPlace(format, new byte[0]).rejections()).hasSize(1);
  }

  @Test
  void agreesWithAnIndependentReader() {
    UsageFormat<ModelCall> format = format("native");
    Mutations mutations = new Mutations(SEED, FIELDS);
    int valid = 0;
    for (int i = 0; i < 2 * RECORDS; i++) {
      byte[] record = mutations.of(Examples.NATIVE);
      Map<String, Object> expected = NativeOracle.read(record);
      Reading reading = Reading.of(format, record);
      String what = "seed " + SEED + ", record " + i + ": " + new String(record, UTF_8);
      if (expected == null) {
        assertThat(reading.calls()).as(what).isEmpty();
        assertThat(reading.rejections()).as(what).hasSize(1);
      } else {
        Map<String, Object> actual = reading.call();
        actual.remove("client");
        assertThat(actual).as(what).isEqualTo(expected);
        valid++;
      }
    }
    assertThat(valid).isBetween(RECORDS / 5, 2 * RECORDS - RECORDS / 5);
  }

  /** Shapes of which a reader that looks at pairs of spans does not see the end. */
  static Map<String, IntFunction<String>> traces() {
    return Map.of(
        "all with one id, below themselves", i -> chat("A", "A"),
        "all below one", i -> chat(i == 0 ? "A" : "s" + i, "A"),
        "many with one id above many", i -> i % 2 == 0 ? chat("A", "") : chat("s" + i, "A"),
        "a chain, the last first", i -> chat("s" + (SPANS - i), "s" + (SPANS - i - 1)),
        "a circle", i -> chat("s" + i, "s" + (i + 1) % SPANS),
        "many with one id above a chain without calls",
            i ->
                i % 2 == 0
                    ? chat("n-1", "")
                    : "{\"traceId\":\"t\",\"spanId\":\"n%d\",\"parentSpanId\":\"n%d\"}"
                        .formatted(i, i - 2));
  }

  private static String chat(String id, String parent) {
    return """
        {"traceId":"t","spanId":"%s","parentSpanId":"%s","startTimeUnixNano":"1790000000000000000",
        "attributes":[{"key":"gen_ai.operation.name","value":{"stringValue":"chat"}},
        {"key":"gen_ai.request.model","value":{"stringValue":"m"}}]}"""
        .formatted(id, parent);
  }

  @ParameterizedTest
  @MethodSource("traceNames")
  @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void readsEachSpanOfATraceOnce(String name) {
    IntFunction<String> span = traces().get(name);
    String spans = IntStream.range(0, SPANS).mapToObj(span).collect(Collectors.joining(","));
    String record = "{\"resourceSpans\":[{\"scopeSpans\":[{\"spans\":[" + spans + "]}]}]}";
    int[] calls = new int[1];

    format("otel-genai")
        .parse(
            record.getBytes(UTF_8),
            new UsageFormat.Output<>() {
              @Override
              public void event(ModelCall call) {
                calls[0]++;
              }

              @Override
              public void reject(String message) {
                throw new AssertionError(message);
              }
            });

    assertThat(calls[0]).isPositive();
  }

  @Test
  @Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void copiesALongResourceForEachOfItsSpans() {
    String unread = "{\"key\":\"unread\",\"value\":{\"intValue\":\"1\"}},".repeat(500_000);
    String projects =
        Stream.of("p-1", "p-2", "")
            .map(id -> "{\"key\":\"project.id\",\"value\":{\"stringValue\":\"" + id + "\"}}")
            .collect(Collectors.joining(","));
    String spans =
        IntStream.range(0, 50_000)
            .mapToObj(i -> chat("s" + i, ""))
            .collect(Collectors.joining(","));
    byte[] record =
        ("{\"resourceSpans\":[{\"resource\":{\"attributes\":["
                + unread
                + projects
                + "]},\"scopeSpans\":[{\"spans\":["
                + spans
                + "]}]}]}")
            .getBytes(UTF_8);
    UsageFormat<ModelCall> format = format("otel-genai");
    List<byte[]> copies = new ArrayList<>();

    format.parse(
        record,
        new UsageFormat.Output<>() {
          @Override
          public void event(ModelCall call) {
            assertThat(call.text(CallText.PROJECT_ID)).isEqualTo("p-2");
            Excerpt excerpt = new Excerpt(PrivacyOptions.DEFAULT);
            format.copyEvent(record, excerpt);
            copies.add(excerpt.payload());
          }

          @Override
          public void reject(String message) {
            throw new AssertionError(message);
          }
        });

    assertThat(copies).hasSize(50_000);
    assertThat(copies.get(0)).hasSizeLessThan(1000);
    assertThat(Reading.of(format("otel-genai"), copies.get(49_999)).call())
        .containsEntry("request_id", "t/s49999")
        .containsEntry("project_id", "p-2");
  }

  static Set<String> traceNames() {
    return traces().keySet();
  }

  @ParameterizedTest
  @MethodSource("names")
  void readsOrRefusesHugeAndDeepRecords(String name) {
    UsageFormat<ModelCall> format = format(name);
    String example = Examples.of(name);
    String filler = "漢\\u0041".repeat(500_000);
    String huge =
        example.replaceFirst("\\{", "{\"filler\":\"" + filler.replace("\\", "\\\\") + "\",");
    Map<String, Object> expected = Reading.of(format, example).call();
    expected.remove("request_id"); // One format makes it of a digest of the record.
    assertThat(Reading.of(format, huge).call()).containsAllEntriesOf(expected);
    for (int depth : new int[] {65, 1000, 1_000_000}) {
      String deep = example.replaceFirst("\\{", "{\"deep\":" + "[".repeat(depth));
      assertThat(Reading.of(format, deep).rejections())
          .containsExactly("not valid JSON or more than 64 levels deep at byte " + (8 + 63));
    }
    assertThat(Reading.of(format, (byte[]) null).rejections()).hasSize(1);
    assertThat(Reading.of(format, "").rejections()).hasSize(1);
  }
}
