/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.histogram;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.model.json.JsonWriter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class BinCountsTest {

  private static final Pattern KEYWORD = Pattern.compile("\"(b\\d{3}x\\d+)\"");
  private static final long GREATEST_COUNT = 1L << 53;

  @Test
  void aCountIsTheSumOfItsKeywords() {
    assertThat(keywords(42, 1)).containsExactly("b042x1");
    assertThat(keywords(42, 5)).containsExactly("b042x1", "b042x4");
    assertThat(keywords(420, GREATEST_COUNT)).containsExactly("b420x9007199254740992");
    assertThat(keywords(42, 0)).isEmpty();
  }

  @Test
  void documentsPerKeywordMakeTheMergedHistogram() {
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
      keywords(one).forEach(keyword -> documents.merge(keyword, 1L, Long::sum));
    }

    long[] counts = new long[LatencyBins.COUNT];
    documents.forEach((keyword, many) -> BinCounts.add(keyword, many, counts));

    assertThat(counts).as("seed " + seed).isEqualTo(merged.toBins());
  }

  @Test
  void thereAreNeverMoreKeywordsThanAreAskedFor() {
    List<String> all = new ArrayList<>();
    for (int bin = 0; bin < LatencyBins.COUNT; bin++) {
      all.addAll(keywords(bin, GREATEST_COUNT - 1));
    }

    assertThat(all).doesNotHaveDuplicates().hasSize(BinCounts.mostKeywords(BinLayout.DURATIONS));
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

  private static List<String> keywords(JsonWriter json) {
    return KEYWORD
        .matcher(new String(json.finish(), UTF_8))
        .results()
        .map(found -> found.group(1))
        .toList();
  }
}
