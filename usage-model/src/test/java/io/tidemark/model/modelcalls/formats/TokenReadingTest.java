/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static io.tidemark.model.modelcalls.ModelCall.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.ModelCall;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class TokenReadingTest {

  /** The counts of a call; {@code total} is the total that is published. */
  private record Tokens(
      long input,
      long output,
      long total,
      long read,
      long write,
      long reasoning,
      boolean consistent) {

    Tokens(long input, long output, long total, long read, long write, long reasoning) {
      this(input, output, total, read, write, reasoning, true);
    }

    Tokens read(boolean cacheOutside) {
      ModelCall call = new ModelCall();
      call.count(CallCount.INPUT_TOKENS, input);
      call.count(CallCount.OUTPUT_TOKENS, output);
      call.count(CallCount.TOTAL_TOKENS, total);
      call.count(CallCount.CACHE_READ_TOKENS, read);
      call.count(CallCount.CACHE_WRITE_TOKENS, write);
      call.count(CallCount.REASONING_TOKENS, reasoning);
      TokenReading.apply(call, cacheOutside);
      return new Tokens(
          call.count(CallCount.INPUT_TOKENS),
          call.count(CallCount.OUTPUT_TOKENS),
          call.totalTokens(),
          call.count(CallCount.CACHE_READ_TOKENS),
          call.count(CallCount.CACHE_WRITE_TOKENS),
          call.count(CallCount.REASONING_TOKENS),
          !call.inconsistent());
    }
  }

  /** Cache tokens of an input of 100, and their reading: input, read, write, consistent. */
  private record Cache(long read, long write, long input, long keptRead, boolean consistent) {}

  /** Reasoning tokens of an output of 50, and their reading. */
  private record Reasoning(long given, long output, long kept, boolean consistent) {}

  private static final List<Cache> CACHE_WITHOUT_TOTAL =
      List.of(
          new Cache(UNKNOWN, UNKNOWN, 100, UNKNOWN, true),
          new Cache(UNKNOWN, 20, 100, UNKNOWN, true),
          new Cache(UNKNOWN, 400, 500, UNKNOWN, true),
          new Cache(30, UNKNOWN, 100, 30, true),
          new Cache(30, 20, 100, 30, true),
          new Cache(30, 80, 180, 30, true),
          new Cache(30, 400, 500, 30, true),
          new Cache(700, UNKNOWN, 800, 700, true),
          new Cache(700, 20, 820, 700, true),
          new Cache(700, 400, 1200, 700, true));

  private static final List<Cache> CACHE_WITH_THE_SUM_AS_TOTAL =
      List.of(
          new Cache(UNKNOWN, UNKNOWN, 100, UNKNOWN, true),
          new Cache(UNKNOWN, 20, 100, UNKNOWN, true),
          new Cache(UNKNOWN, 400, 500, UNKNOWN, true),
          new Cache(30, UNKNOWN, 100, 30, true),
          new Cache(30, 20, 100, 30, true),
          new Cache(30, 80, 180, 30, true),
          new Cache(30, 400, 500, 30, true),
          new Cache(700, UNKNOWN, 100, UNKNOWN, false),
          new Cache(700, 20, 100, UNKNOWN, false),
          new Cache(700, 400, 500, UNKNOWN, false));

  private static final List<Reasoning> REASONING_WITHOUT_TOTAL =
      List.of(
          new Reasoning(UNKNOWN, 50, UNKNOWN, true),
          new Reasoning(10, 50, 10, true),
          new Reasoning(90, 140, 90, true));

  private static final List<Reasoning> REASONING_WITH_THE_SUM_AS_TOTAL =
      List.of(
          new Reasoning(UNKNOWN, 50, UNKNOWN, true),
          new Reasoning(10, 50, 10, true),
          new Reasoning(90, 50, UNKNOWN, false));

  private static void assertAll(long total, List<Cache> caches, List<Reasoning> reasonings) {
    for (Cache cache : caches) {
      for (Reasoning reasoning : reasonings) {
        Tokens given = new Tokens(100, 50, total, cache.read, cache.write, reasoning.given);
        assertThat(given.read(false))
            .as("%s", given)
            .isEqualTo(
                new Tokens(
                    cache.input,
                    reasoning.output,
                    cache.input + reasoning.output,
                    cache.keptRead,
                    cache.write,
                    reasoning.kept,
                    cache.consistent && reasoning.consistent));
      }
    }
  }

  @Test
  void addsPartsGreaterThanTheirWholeWithoutATotal() {
    assertAll(UNKNOWN, CACHE_WITHOUT_TOTAL, REASONING_WITHOUT_TOTAL);
  }

  @Test
  void keepsPartsInsideIfTheTotalIsTheSum() {
    assertAll(150, CACHE_WITH_THE_SUM_AS_TOTAL, REASONING_WITH_THE_SUM_AS_TOTAL);
  }

  /** Each part absent, small or greater than its whole; no two sets of them have one sum. */
  static List<Tokens> allParts() {
    List<Tokens> all = new ArrayList<>();
    for (long read : new long[] {UNKNOWN, 33, 700}) {
      for (long write : new long[] {UNKNOWN, 21, 430}) {
        for (long reasoning : new long[] {UNKNOWN, 9, 91}) {
          all.add(new Tokens(100, 50, UNKNOWN, read, write, reasoning));
        }
      }
    }
    return all;
  }

  @ParameterizedTest
  @MethodSource("allParts")
  void putsThosePartsOutsideThatTheTotalCounts(Tokens given) {
    for (int outside = 1; outside < 8; outside++) {
      long read = (outside & 1) == 0 ? 0 : given.read;
      long write = (outside & 2) == 0 ? 0 : given.write;
      long reasoning = (outside & 4) == 0 ? 0 : given.reasoning;
      boolean known = read >= 0 && write >= 0 && reasoning >= 0;
      long inside = Math.max(given.read, 0) + Math.max(given.write, 0) - read - write;
      if (!known || inside > 100 || Math.max(given.reasoning, 0) - reasoning > 50) {
        continue;
      }
      long total = 150 + read + write + reasoning;
      Tokens record = new Tokens(100, 50, total, given.read, given.write, given.reasoning);
      assertThat(record.read(false))
          .as("%s with %s outside", record, outside)
          .isEqualTo(
              new Tokens(
                  100 + read + write,
                  50 + reasoning,
                  total,
                  given.read,
                  given.write,
                  given.reasoning));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // input, output, total, read, write, reasoning: the same as they are read
        "53154, 2809, 55963, 49408, -1, 3364,  53154, 2809, 55963, 49408, -1, -1, false",
        "120357, 4156, 124513, 120269, 21002, -1,  141359, 4156, 145515, 120269, 21002, -1, true",
        "91927, 31, 91958, 91195, 731, 0,  91927, 31, 91958, 91195, 731, 0, true",
        "4000, 200, 4200, 9000, -1, 0,  4000, 200, 4200, -1, -1, 0, false",
        "10, 5, 1015, -1, -1, -1,  10, 1005, 1015, -1, -1, -1, true",
        // Tokens that only the total knows are output, the reasoning that fits there included.
        "10, 5, 1015, -1, -1, 500,  10, 1005, 1015, -1, -1, 500, true",
        "10, 5, 1015, -1, -1, 2000,  10, 1005, 1015, -1, -1, -1, false",
        "10, 5, 1015, 900, -1, -1,  910, 105, 1015, 900, -1, -1, true",
        "10, 5, 1015, 900, 50, -1,  960, 55, 1015, 900, 50, -1, true",
        "10, 5, 1015, 2000, -1, -1,  10, 1005, 1015, -1, -1, -1, false",
        "10, 5, 1015, -1, 900, -1,  910, 105, 1015, -1, 900, -1, true",
        "10, 5, 1015, -1, 2000, -1,  10, 1005, 1015, -1, -1, -1, false",
        // A write outside of both, and a contradiction elsewhere.
        "100, 50, 150, 90, 40, 60,  140, 50, 190, 90, 40, -1, false",
        "100, 50, 210, 90, 40, 60,  140, 110, 250, 90, 40, 60, true",
        // The total is too small for the wholes.
        "100, 50, 120, 30, -1, 10,  -1, -1, 120, -1, -1, -1, false",
        "100, 50, 90, 30, -1, 10,  -1, 50, 90, -1, -1, 10, false",
        "20, 500, 90, 10, -1, 10,  20, -1, 90, 10, -1, -1, false",
        "100, 50, 0, 30, -1, 10,  100, 50, 150, 30, -1, 10, false",
        "0, 0, 0, -1, -1, -1,  0, 0, 0, -1, -1, -1, true",
        // Wholes that are not reported.
        "-1, -1, -1, -1, -1, -1,  -1, -1, -1, -1, -1, -1, true",
        "-1, -1, 70, 30, 20, 20,  -1, -1, 70, 30, 20, 20, true",
        "-1, -1, 70, 90, -1, 10,  -1, -1, 70, -1, -1, -1, false",
        "-1, -1, 0, -1, -1, -1,  -1, -1, 0, -1, -1, -1, true",
        "100, -1, 100, -1, -1, -1,  100, -1, 100, -1, -1, -1, true",
        "100, -1, 130, -1, -1, -1,  100, 30, 130, -1, -1, -1, true",
        "100, -1, 800, 700, -1, -1,  800, -1, 800, 700, -1, -1, true",
        "100, -1, 100, -1, -1, 7,  100, -1, 100, -1, -1, -1, false",
        "100, -1, -1, 30, -1, 7,  100, 7, 107, 30, -1, 7, true",
        "-1, 50, 50, -1, -1, -1,  -1, 50, 50, -1, -1, -1, true",
        "-1, 50, 150, 30, -1, 10,  100, 50, 150, 30, -1, 10, true",
        "-1, 50, 150, 130, -1, 70,  30, 120, 150, -1, -1, 70, false",
        "-1, 50, 60, -1, -1, 70,  10, 50, 60, -1, -1, -1, false",
        "-1, 50, -1, 30, -1, 10,  30, 50, 80, 30, -1, 10, true",
        "-1, -1, -1, 30, 20, -1,  50, -1, 50, 30, 20, -1, true",
        "100, -1, 60, 30, -1, -1,  -1, -1, 60, -1, -1, -1, false",
      })
  void readsEachShape(String row) {
    long[] counts = numbers(row);
    assertThat(tokens(counts, 0, true).read(false))
        .isEqualTo(tokens(counts, 6, row.endsWith("true")));
  }

  private static Tokens tokens(long[] counts, int from, boolean consistent) {
    return new Tokens(
        counts[from],
        counts[from + 1],
        counts[from + 2],
        counts[from + 3],
        counts[from + 4],
        counts[from + 5],
        consistent);
  }

  /** All but the last value of a row. */
  private static long[] numbers(String row) {
    String[] values = row.split(", *", -1);
    return Arrays.stream(values).limit(values.length - 1L).mapToLong(Long::parseLong).toArray();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        // input, output, total, read, write, reasoning: input, output, total, read, consistent
        "12, 210, 222, 15800, 340, -1,  16152, 210, 16362, 15800, true",
        "12, 210, 16362, 15800, 340, -1,  16152, 210, 16362, 15800, true",
        "900, 210, 1110, 10, 1, -1,  911, 210, 1121, 10, true",
        "900, 210, -1, 10, 1, -1,  911, 210, 1121, 10, true",
        "900, 210, 1200, 10, 1, 90,  911, 300, 1211, 10, true",
        "900, 210, 1221, 10, 1, 90,  911, 310, 1221, 10, true",
        "12, 210, 500, 15800, 340, -1,  12, 488, 500, -1, false",
        "-1, 210, 210, 10, -1, -1,  -1, 210, 210, -1, false",
        "100, 50, 150, -1, -1, -1,  100, 50, 150, -1, true",
      })
  void addsTheCacheOfSourcesThatLeaveItOut(String row) {
    long[] counts = numbers(row);
    Tokens reading = tokens(counts, 0, true).read(true);
    assertThat(List.of(reading.input, reading.output, reading.total, reading.read))
        .containsExactly(counts[6], counts[7], counts[8], counts[9]);
    assertThat(reading.consistent).isEqualTo(row.endsWith("true"));
  }

  /** All counts from absent to 4: a reading is always a sum of wholes that hold their parts. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isAlwaysASumOfWholesThatHoldTheirParts(boolean cacheOutside) {
    for (int i = 0; i < 6 * 6 * 6 * 6 * 6 * 6; i++) {
      Tokens given =
          new Tokens(
              i % 6 - 1,
              i / 6 % 6 - 1,
              i / 36 % 6 - 1,
              i / 216 % 6 - 1,
              i / 1296 % 6 - 1,
              i / 7776 - 1);
      Tokens reading = given.read(cacheOutside);
      String what = given + " read as " + reading;
      long most = Math.max(given.write, 0) + (cacheOutside ? Math.max(given.read, 0) : 0);
      long cached = Math.max(reading.read, 0) + Math.max(reading.write, 0);
      if (reading.input != UNKNOWN) {
        assertThat(cached).as(what).isLessThanOrEqualTo(reading.input);
      }
      if (reading.output != UNKNOWN) {
        assertThat(reading.reasoning).as(what).isLessThanOrEqualTo(reading.output);
      }
      if (reading.input != UNKNOWN && reading.output != UNKNOWN) {
        assertThat(reading.total).as(what).isEqualTo(reading.input + reading.output);
      }
      if (reading.consistent) {
        assertThat(reading.input).as(what).isGreaterThanOrEqualTo(given.input);
        assertThat(reading.output).as(what).isGreaterThanOrEqualTo(given.output);
        assertThat(reading.total).as(what).isGreaterThanOrEqualTo(given.total);
        assertThat(reading.read).as(what).isEqualTo(given.read);
        assertThat(reading.write).as(what).isEqualTo(given.write);
        assertThat(reading.reasoning).as(what).isEqualTo(given.reasoning);
      } else if (given.total > 0) {
        assertThat(reading.total).as(what).isBetween(given.total, given.total + most);
      }
    }
  }
}
