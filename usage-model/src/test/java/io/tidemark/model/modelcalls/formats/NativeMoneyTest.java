/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Fields of native calls that prices depend on. */
@Tag("fast")
class NativeMoneyTest {

  private static final String REQUIRED =
      "'request_id':'r-1','event_time':1767229200125,'tenant_id':'t','model':'m'";

  private final NativeModelCallFormat format = new NativeModelCallFormat();

  @Test
  void readsCostsFromDecimalText() {
    assertThat(read(REQUIRED + ",'reported_cost':0.1,'reported_currency':'EUR'"))
        .containsEntry("reported_cost_nanos", 100_000_000L)
        .containsEntry("reported_currency", "EUR");
    assertThat(read(REQUIRED + ",'reported_cost':'1702.110000001'"))
        .containsEntry("reported_cost_nanos", 1_702_110_000_001L);
    assertThat(read(REQUIRED + ",'reported_cost':2,'reported_cost_nanos':7"))
        .containsEntry("reported_cost_nanos", 7L);
    assertThat(read(REQUIRED + ",'reported_cost':2,'reported_cost':null"))
        .doesNotContainKey("reported_cost_nanos");
    for (String wrong : new String[] {"-1", "'free'", "{}", "1e30"}) {
      assertThat(rejected(REQUIRED + ",'reported_cost':" + wrong))
          .startsWith("reported_cost must be a number from 0 on");
    }
  }

  @Test
  void readsAtMostFourKindsOfUnits() {
    assertThat(read(REQUIRED + ",'units':{'images':2,'pages':null},'units.searches':1"))
        .containsEntry("units.images", 2L)
        .containsEntry("units.searches", 1L)
        .doesNotContainKey("units.pages");
    String four = "'images':1,'audio_seconds':1,'video_seconds':1,'characters':1";
    assertThat(read(REQUIRED + ",'units':{" + four + "}")).containsEntry("units.characters", 1L);
    assertThat(rejected(REQUIRED + ",'units':{" + four + ",'pages':1}"))
        .isEqualTo("units must have at most 4 kinds");
    assertThat(rejected(REQUIRED + ",'units':{'miles':1}"))
        .isEqualTo(
            "units may have images, audio_seconds, video_seconds, characters, pages, searches");
    assertThat(rejected(REQUIRED + ",'units':{'images':-1}")).startsWith("units.images must be");
    assertThat(rejected(REQUIRED + ",'units':[]")).isEqualTo("units must be an object of counts");
  }

  @Test
  void spellsServiceTiersInOneWay() {
    assertThat(read(REQUIRED + ",'service_tier':'Flex'")).containsEntry("service_tier", "flex");
    for (String standard : new String[] {"default", "STANDARD", "auto", " normal "}) {
      assertThat(read(REQUIRED + ",'service_tier':'" + standard + "'"))
          .doesNotContainKey("service_tier");
    }
  }

  @Test
  void dropsLongLivedCacheWritesAboveAllCacheWrites() {
    String input = REQUIRED + ",'input_tokens':100";
    assertThat(read(input + ",'cache_write_tokens':40,'cache_write_1h_tokens':30"))
        .containsEntry("cache_write_1h_tokens", 30L)
        .doesNotContainKey("inconsistent");
    assertThat(read(input + ",'cache_write_tokens':40,'cache_write_1h_tokens':41"))
        .doesNotContainKey("cache_write_1h_tokens")
        .containsEntry("inconsistent", true);
    assertThat(read(input + ",'cache_write_1h_tokens':30"))
        .containsEntry("cache_write_tokens", 30L);
  }

  private Map<String, Object> read(String fields) {
    return Reading.of(format, json(fields)).call();
  }

  private String rejected(String fields) {
    return Reading.of(format, json(fields)).rejection();
  }

  private static String json(String fields) {
    return ("{" + fields + "}").replace('\'', '"');
  }
}
