/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.model.json.JsonWriter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class BinCountsTest {

  private static final Pattern KEYWORD = Pattern.compile("\"(b\\d{3}x\\d+)\"");
  private static final long GREATEST_COUNT = 1L << 53;

  @Test
  void aCountIsTheSumOfItsKeywords() {
    assertThat(keywords(42, 1)).containsExactly("b042x1");
    assertThat(keywords(42, 15)).containsExactly("b042x15");
    assertThat(keywords(42, 16)).containsExactly("b042x16");
    assertThat(keywords(42, 117)).containsExactly("b042x5", "b042x16", "b042x32", "b042x64");
    assertThat(keywords(420, GREATEST_COUNT)).containsExactly("b420x9007199254740992");
    assertThat(keywords(42, 0)).isEmpty();
    assertThat(keywords(42, -1)).as("taken back, and not added yet").isEmpty();
  }

  @Test
  void documentsOfThisAndEarlierBuildsMakeTheMergedHistogram() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    LatencyHistogram merged = new LatencyHistogram();
    Map<String, Long> documents = new HashMap<>();
    for (int document = 0; document < 200; document++) {
      LatencyHistogram one = new LatencyHistogram();
      for (int i = random.nextInt(60); i >= 0; i--) {
        one.add((long) Math.exp(random.nextDouble() * 22));
      }
      merged.add(one);
      List<String> keywords = random.nextBoolean() ? keywords(one) : earlierKeywords(one);
      keywords.forEach(keyword -> documents.merge(keyword, 1L, Long::sum));
    }

    long[] counts = new long[LatencyBins.COUNT];
    documents.forEach((keyword, many) -> BinCounts.add(keyword, many, counts));

    assertThat(counts).as("seed " + seed).isEqualTo(merged.toBins());
  }

  @Test
  void thereAreNeverMoreKeywordsThanAreAskedFor() {
    Set<String> all = new HashSet<>();
    for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
      for (long count = GREATEST_COUNT - 16; count < GREATEST_COUNT; count++) {
        all.addAll(keywords(bin, count));
        all.addAll(earlierKeywords(bin, count));
      }
    }

    assertThat(all).hasSize(BinCounts.mostKeywords(BinLayout.DURATIONS));
  }

  @Test
  void aKeywordOfAnotherLayoutIsNoCount() {
    long[] counts = new long[LatencyBins.COUNT];

    for (String other : List.of("b042", "b421x1", "x1", "b042x", "b042xy", "")) {
      assertThatThrownBy(() -> BinCounts.add(other, 1, counts))
          .as(other)
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  private static List<String> keywords(int bin, long count) {
    JsonWriter json = new JsonWriter();
    json.beginArray("all");
    BinCounts.write(bin, count, json);
    json.endArray();
    return keywords(json);
  }

  private static List<String> keywords(LatencyHistogram histogram) {
    JsonWriter json = new JsonWriter();
    histogram.writeField("all", json);
    return keywords(json);
  }

  /** Of builds that wrote one for each power of two. */
  private static List<String> earlierKeywords(LatencyHistogram histogram) {
    long[] counts = histogram.toBins();
    return IntStream.range(0, counts.length)
        .boxed()
        .flatMap(bin -> earlierKeywords(bin, counts[bin]).stream())
        .toList();
  }

  private static List<String> earlierKeywords(int bin, long count) {
    return LongStream.iterate(1, power -> power <= count, power -> 2 * power)
        .filter(power -> (count & power) > 0)
        .mapToObj(power -> LatencyBins.fieldName(bin) + "x" + power)
        .toList();
  }

  private static List<String> keywords(JsonWriter json) {
    return KEYWORD
        .matcher(new String(json.finish(), UTF_8))
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
