/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.RecordingProxy.Mood;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Properties of the API on which its operators rely. */
@Tag("node")
@ExtendWith(OutputCaptureExtension.class)
class OperationTest {

  private static final String ME = "/api/v1/me";
  private static final String SUMMARY = "/api/v1/model-calls/summary";

  private final LiveApi api = LiveApi.shared();

  @AfterEach
  void passAgain() {
    api.proxy().setMood(Mood.PASS);
  }

  @Test
  void limitsOnlyTheUserWithTooManyRequests() {
    try (LiveApi strict = LiveApi.beside("--tidemark.rate-limit.requests-per-minute=3")) {
      String alice = strict.tokens().member("acme", "alice");
      for (int i = 0; i < 3; i++) {
        assertThat(strict.get(alice, ME).status()).isEqualTo(200);
      }

      // Another token of the same user is the same user.
      Answer refused = strict.get(strict.tokens().member("acme", "alice", "bob"), ME);

      assertThat(refused.status()).isEqualTo(429);
      assertThat(refused.headers().firstValueAsLong("Retry-After").orElseThrow())
          .isBetween(1L, 21L);
      assertThat(strict.get(strict.tokens().member("acme", "bob"), ME).status()).isEqualTo(200);
      assertThat(strict.get(strict.tokens().member("globex", "alice"), ME).status()).isEqualTo(200);
      assertThat(strict.get(null, "/api/v1/sign-in").status()).isEqualTo(200);
      assertThat(strict.get(null, "/actuator/health").status()).isEqualTo(200);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"TIMED_OUT", "SHARD_FAILED"})
  void halfAnAnswerOfElasticsearchIsNone(Mood mood) {
    try (LiveApi own = LiveApi.beside()) {
      own.proxy().setMood(mood);

      Answer answer = own.get(own.tokens().superAdmin("acme", "root"), SUMMARY);

      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).contains("5");
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/nowhere, 404, There is nothing at this address.",
    "/api/v1/me/, 404, There is nothing at this address.",
    "/api/v1/model-calls/records/a/b, 404, There is nothing at this address.",
    "/api//v1/me, 400, The server cannot read this address or its headers.",
    "/api/v1/me;a=b, 400, The server cannot read this address or its headers.",
    "/api/v1/%2e%2e/me, 400, The server cannot read this address or its headers.",
    "/page/nowhere.js, 404, There is nothing at this address."
  })
  void anAddressThatThereIsNotIsAProblemToo(String path, int status, String detail) {
    Answer answer = api.get(api.tokens().member("acme", "alice"), path);

    assertThat(answer.status()).isEqualTo(status);
    assertThat(answer.headers().firstValue("Content-Type")).contains("application/problem+json");
    assertThat(answer.json().path("detail").asString()).isEqualTo(detail);
    assertThat(answer.json().path("type").asString()).startsWith("urn:tidemark:problem:");
    assertThat(answer.json().path("instance").asString()).isEqualTo(path);
  }

  @Test
  void answersPendingRequestsBeforeStopping() throws Exception {
    LiveApi stopping = LiveApi.beside();
    String token = stopping.tokens().superAdmin("acme", "root");
    stopping.proxy().setMood(Mood.HOLD);
    CompletableFuture<Answer> asked =
        CompletableFuture.supplyAsync(() -> stopping.get(token, SUMMARY));
    stopping.proxy().awaitHeld();

    CompletableFuture<Void> stopped = CompletableFuture.runAsync(stopping::close);
    assertThat(stopped).isNotDone();
    stopping.proxy().setMood(Mood.PASS);

    assertThat(asked.get(60, TimeUnit.SECONDS).status()).isEqualTo(200);
    stopped.get(60, TimeUnit.SECONDS);
    assertThatThrownBy(() -> stopping.get(token, ME)).hasStackTraceContaining("ConnectException");
  }

  @Test
  void aRequestIsFoundInTheLogByItsId(CapturedOutput output) {
    try (LiveApi own = LiveApi.beside()) {
      own.proxy().setMood(Mood.GONE);
      String token = own.tokens().superAdmin("acme", "root");

      Answer answer =
          own.send(own.request(token, SUMMARY).header("X-Request-Id", "try-4711").GET().build());
      Answer forged =
          own.send(own.request(token, ME).header("X-Request-Id", "a b;c").GET().build());

      assertThat(answer.headers().firstValue("X-Request-Id")).contains("try-4711");
      assertThat(forged.headers().firstValue("X-Request-Id").orElseThrow())
          .doesNotContain("a b")
          .hasSize(36);
    }
    JsonNode line =
        output
            .getOut()
            .lines()
            .filter(text -> text.contains("Elasticsearch does not answer"))
            .map(JsonMapper.shared()::readTree)
            .filter(json -> json.path("request_id").asString("").equals("try-4711"))
            .findFirst()
            .orElseThrow();
    assertThat(line.path("log").path("level").asString()).isEqualTo("WARN");
    assertThat(line.has("@timestamp")).isTrue();
  }
}
