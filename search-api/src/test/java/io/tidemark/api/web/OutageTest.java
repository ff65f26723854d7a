/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.CallHours;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RecordingProxy.Mood;
import io.tidemark.stack.process.Await;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.env.Environment;

/** Elasticsearch is slow or gone, and comes back. */
@Tag("node")
class OutageTest {

  private static final String PATH = "/api/v1/model-calls/summary";
  private static final Duration LIMIT = Duration.ofSeconds(60);

  private final LiveApi api = LiveApi.shared();
  private final String token = api.tokens().superAdmin(CallHours.TENANT, "root");

  @AfterEach
  void passAgain() {
    api.proxy().setMood(Mood.PASS);
    awaitStatus("/api/v1/model-calls/summary", 200);
  }

  @ParameterizedTest
  @EnumSource(names = {"OVERLOADED", "GONE"})
  void answersAtOnceWhenToTryAgainAndRecoversByItself(Mood mood) {
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
    // Health is remembered for a second.
    awaitStatus("/actuator/health", 503);

    api.proxy().setMood(Mood.PASS);
    awaitStatus(PATH, 200);
    awaitStatus("/actuator/health", 200);
  }

  @Test
  void noRequestWaitsForEverWhenElasticsearchHangs() throws Exception {
    try (LiveApi impatient = LiveApi.beside("--tidemark.elasticsearch.answer-within=300ms")) {
      impatient.proxy().setMood(Mood.HOLD);
      List<CompletableFuture<Answer>> callers =
          Stream.generate(() -> CompletableFuture.supplyAsync(() -> impatient.get(token, PATH)))
              .limit(8)
              .toList();
      for (CompletableFuture<Answer> caller : callers) {
        Answer answer = caller.get(LIMIT.toSeconds(), TimeUnit.SECONDS);
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).contains("5");
      }
      int sent = impatient.proxy().sent().size();
      assertThat(impatient.get(token, PATH).status()).isEqualTo(503);
      assertThat(impatient.proxy().sent()).as("spared while it hangs").hasSize(sent);

      impatient.proxy().setMood(Mood.PASS);
      awaitStatus(impatient, PATH, 200);
    }
  }

  @Test
  void waitsForShardsOfNewIndices() {
    try (LiveApi own = LiveApi.over(api.elasticsearchUri())) {
      for (Mood mood : List.of(Mood.STARTING, Mood.JUST_STARTED)) {
        own.proxy().forget();
        own.proxy().setMood(mood);
        assertThat(own.get(token, PATH).status()).as("%s", mood).isEqualTo(200);
        assertThat(own.proxy().sent())
            .anyMatch(sent -> sent.path().startsWith("/_cluster/health/"));
      }

      own.proxy().setMood(Mood.NEVER_STARTING);
      Answer answer = own.get(token, PATH);
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }
  }

  @Test
  void asksForHealthOnceASecond() throws Exception {
    try (LiveApi own = LiveApi.beside()) {
      assertThat(own.get(null, "/actuator/health").status()).isEqualTo(200);
      own.proxy().forget();
      long start = System.nanoTime();
      List<CompletableFuture<Answer>> callers =
          Stream.generate(
                  () -> CompletableFuture.supplyAsync(() -> own.get(null, "/actuator/health")))
              .limit(100)
              .toList();
      for (CompletableFuture<Answer> caller : callers) {
        assertThat(caller.get(LIMIT.toSeconds(), TimeUnit.SECONDS).status()).isEqualTo(200);
      }
      long seconds = Duration.ofNanos(System.nanoTime() - start).toSeconds() + 1;

      assertThat(own.proxy().sent().stream().filter(sent -> sent.path().equals("/")).count())
          .isLessThanOrEqualTo(seconds);
    }
  }

  @Test
  void answersForHealthWhileElasticsearchHangs() {
    try (LiveApi own = LiveApi.beside()) {
      own.proxy().setMood(Mood.HOLD);

      assertThat(own.get(null, "/actuator/health").status()).isEqualTo(503);
      // Stopping waits for what Elasticsearch has not answered.
      own.proxy().setMood(Mood.PASS);
    }
  }

  @Test
  void servesMetricsOnAPortOfTheirOwn() {
    try (LiveApi own =
        LiveApi.beside("--management.server.port=0", "--management.server.address=127.0.0.1")) {
      String port = own.bean(Environment.class).getProperty("local.management.port");
      URI management = URI.create("http://127.0.0.1:" + port);

      for (String path : List.of("/actuator/prometheus", "/actuator/health")) {
        HttpRequest there = HttpRequest.newBuilder(management.resolve(path)).build();
        assertThat(own.send(there).status()).as(path).isEqualTo(200);
        assertThat(own.get(null, path).status()).as(path).isEqualTo(404);
      }
      assertThat(own.get(own.tokens().member("acme", "alice"), "/api/v1/me").status())
          .isEqualTo(200);
      HttpRequest me = HttpRequest.newBuilder(management.resolve("/api/v1/me")).build();
      assertThat(own.send(me).status()).isIn(401, 404);
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

  private void awaitStatus(String path, int status) {
    awaitStatus(api, path, status);
  }

  private void awaitStatus(LiveApi api, String path, int status) {
    assertThat(Await.until(() -> api.get(token, path).status() == status, LIMIT))
        .as("%s answers %s", path, status)
        .isTrue();
  }
}
