/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.search;

import static io.tidemark.api.live.SettingRequests.putSetting;
import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.LowBucketLimit;
import io.tidemark.api.live.MoneySample;
import io.tidemark.api.live.PricedUsageDocument;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers with more buckets than a cluster puts into one. */
@Tag("node")
class BucketLimitTest {

  private static final String TENANT = "buckets-tenant";
  private static final Instant START = Instant.parse("2026-03-10T20:00:00Z");
  private static final int HOURS = 30;
  private static final int USERS = 5;

  /** More than the users of the sample, less than their points. */
  private static final int MOST_BUCKETS = 20;

  private static final String RULES =
      "{\"rules\": [{\"id\": \"a\", \"match\": {\"user_id\": \"u0\"}, \"shares\": \"apps\"},"
          + " {\"id\": \"b\", \"match\": {\"user_id\": \"u1\"}, \"shares\": {\"apps\": \"0.5\","
          + " \"data\": \"0.5\"}},"
          + " {\"id\": \"c\", \"match\": {\"user_id\": \"u2\"}, \"shares\": \"data\"}]}";

  private static LiveApi api;

  @BeforeAll
  static void index() {
    api = LiveApi.shared();
    List<IndexedDocument> documents = new ArrayList<>();
    for (int user = 0; user < USERS; user++) {
      PricedUsageDocument usage =
          new PricedUsageDocument(TENANT, "u" + user, "p", "openai", "gpt-4o");
      for (int hour = 0; hour < HOURS; hour++) {
        String start = START.plusSeconds(hour * 3_600L).toString();
        documents.add(usage.ofHour(start, 1 + hour, 1_000L * (user + 1), 10L * hour));
      }
    }
    api.index(documents);
    MoneySample.putPrices(api, TENANT);
    putSetting(api, TENANT, "allocations/main", RULES);
  }

  private static String root() {
    return api.tokens().superAdmin(TENANT, "root");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model-calls/trend?metric=calls",
        "model-calls/trend?metric=cost",
        "model-calls/trend?metric=cost_per_call&interval=day",
        "model-calls/trend?metric=calls&group_by=user_id",
        "model-calls/trend?metric=cost&group_by=user_id",
        "costs/trend?interval=hour",
        "costs/trend?group_by=user",
        "costs/trend?group_by=token_class",
        "costs/trend?group_by=department",
        "costs/trend?group_by=department&interval=day&time_zone=Asia/Kathmandu"
      })
  void splitsTrendsWithMorePoints(String route) {
    String path = "/api/v1/" + route + "&range=3d";
    String whole = read(path);
    LowBucketLimit.run(api, MOST_BUCKETS, () -> assertThat(read(path)).isEqualTo(whole));
  }

  /** Eight prices hold in the range: more than one answer may have. */
  @Test
  void splitsAccountsWithMorePrices() {
    List<String> prices = new ArrayList<>();
    for (int i = 0; i < 8; i++) {
      Instant from = START.plusSeconds(i * 14_400L);
      prices.add(
          "{\"id\": \"p%d\", \"match\": {\"model\": \"gpt*\"}, \"valid_from\": \"%s\", \"valid_to\":"
                  .formatted(i, from)
              + " \"%s\", \"per_million\": {\"input\": \"%d\", \"output\": \"9\"}}"
                  .formatted(from.plusSeconds(14_400), i + 1));
    }
    putSetting(
        api,
        TENANT,
        "price-lists/trial",
        "{\"currency\": \"USD\", \"default\": true, \"prices\": ["
            + String.join(",", prices)
            + "]}");
    try {
      String path = "/api/v1/costs/summary?range=3d";
      String whole = read(path);
      LowBucketLimit.run(api, 6, () -> assertThat(read(path)).isEqualTo(whole));
    } finally {
      MoneySample.putPrices(api, TENANT);
    }
  }

  private static String read(String path) {
    Answer answer = api.get(root(), path);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer.text();
  }

  @Test
  void rejectsAnswersThatCannotBeSplit() {
    String path = "/api/v1/model-calls/distribution?group_by=user_id&range=3d";
    assertThat(api.get(root(), path).status()).isEqualTo(200);
    LowBucketLimit.run(
        api,
        USERS - 1,
        () -> {
          Answer answer = api.get(root(), path);

          assertThat(answer.status()).as(answer.text()).isEqualTo(400);
          assertThat(answer.json().path("type").asString()).endsWith("too-large");
          assertThat(answer.json().path("limit").asInt()).isEqualTo(USERS - 1);
        });
  }
}
