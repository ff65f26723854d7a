/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.operation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.CallHours;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RecordingProxy.Mood;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Elasticsearch is slow or gone, and comes back. */
class OutageTest {

  private static final String PATH = "/api/v1/model-calls/summary";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final LiveApi api = LiveApi.shared();
  private final String token = api.tokens().superAdmin(CallHours.TENANT, "root");

  @AfterEach
  void passAgain() throws InterruptedException {
    api.proxy().setMood(Mood.PASS);
    awaitStatus("/api/v1/model-calls/summary", 200);
  }

  @ParameterizedTest
  @EnumSource(names = {"OVERLOADED", "GONE"})
  void answersAtOnceWhenToTryAgainAndRecoversByItself(Mood mood) throws InterruptedException {
    api.proxy().setMood(mood);
    for (int i = 0; i < 8; i++) {
      Answer answer = api.get(token, PATH);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
      assertThat(answer.text()).doesNotContain("127.0.0.1", "tidemark-model", "_search");
    }
    int sent = api.proxy().sent().size();
    assertThat(api.get(token, PATH).status()).isEqualTo(503);
    assertThat(api.proxy().sent()).as("spared while it is down").hasSize(sent);
    assertThat(api.get(null, "/actuator/health").status()).isEqualTo(503);

    api.proxy().setMood(Mood.PASS);
    awaitStatus(PATH, 200);
    awaitStatus("/actuator/health", 200);
  }

  @Test
  void whenElasticsearchHangsNobodyWaitsForEver() throws Exception {
    try (LiveApi impatient = LiveApi.beside("--tidemark.elasticsearch.answer-within=300ms")) {
      api.proxy().setMood(Mood.HOLD);
      List<CompletableFuture<Answer>> callers =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> impatient.get(token, PATH)))
              .limit(8)
              .toList();
      for (CompletableFuture<Answer> caller : callers) {
        Answer answer = caller.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      }
      int sent = api.proxy().sent().size();
      assertThat(impatient.get(token, PATH).status()).isEqualTo(503);
      assertThat(api.proxy().sent()).as("spared while it hangs").hasSize(sent);

      api.proxy().setMood(Mood.PASS);
      awaitStatus(impatient, PATH, 200);
    }
  }

  @Test
  void metricsNameNoTenant() {
    assertThat(api.get(token, PATH).status()).isEqualTo(200);

    Answer metrics = api.get(null, "/actuator/prometheus");

    assertThat(metrics.status()).isEqualTo(200);
    assertThat(metrics.text())
        .contains("http_server_requests_seconds_count")
        .doesNotContain("acme", "globex", "alice");
  }

  private void awaitStatus(String path, int status) throws InterruptedException {
    awaitStatus(api, path, status);
  }

  private void awaitStatus(LiveApi api, String path, int status) throws InterruptedException {
    Instant limit = Instant.now().plus(LIMIT);
    while (api.get(token, path).status() != status) {
      assertThat(Instant.now()).as("%s never answered %s", path, status).isBefore(limit);
      Thread.sleep(200);
    }
  }
}
