/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.memory;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.ApiJvm;
import io.tidemark.api.live.LargestAnswers;
import io.tidemark.api.live.LiveApi;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The API at the heap that it is shipped with, under the heaviest requests of every route. */
@Tag("node")
class HeaviestRequestsTest {

  private static final Logger LOG = LoggerFactory.getLogger(HeaviestRequestsTest.class);
  private static final int CLIENTS = 16;

  /** Two minutes with {@code -Dtidemark.load.seconds=120}; fewer seconds in a build. */
  private static final long SECONDS = Long.getLong("tidemark.load.seconds", 3);

  private static final String SHIPPED_HEAP = "320m";
  private static final Duration LIGHT_LIMIT = Duration.ofSeconds(1);

  private static final List<String> HEAVIEST =
      List.of(
          "/api/v1/model-calls/trend?range=1d&metric=latency_ms.p95&group_by=api_key_id&limit=36",
          "/api/v1/model-calls/trend?range=30d&metric=latency_ms.p99",
          "/api/v1/model-calls/trend?range=1d&metric=total_tokens&group_by=api_key_id&limit=79",
          "/api/v1/comfyui/trend?range=1d&metric=run_time_ms.p50&group_by=user_id&limit=36",
          "/api/v1/model-calls/performance?range=30d&duration=time_to_first_token_ms",
          "/api/v1/model-calls/summary?range=7d&compare=previous",
          "/api/v1/comfyui/summary?range=7d&compare=previous",
          "/api/v1/model-calls/distribution?range=30d&group_by=user_id,api_key_id&limit=1000",
          "/api/v1/comfyui/distribution?range=30d&group_by=user_id,workflow_id&limit=1000",
          "/api/v1/model-calls/facets?range=30d&limit=1000",
          "/api/v1/coding-agents/facets?range=30d&limit=1000",
          "/api/v1/comfyui/concurrency?range=30d",
          "/api/v1/comfyui/concurrency?range=12h&dimension=source&value=web",
          "/api/v1/model-calls/records?range=30d&limit=1000",
          "/api/v1/comfyui/records?range=30d&limit=1000",
          "/api/v1/model-calls/records?range=30d&format=ndjson",
          "/api/v1/training/trend?range=30d&metric=trained_tokens",
          "/api/v1/status?range=30d");

  private static final String LIGHT = "/api/v1/model-calls/trend?range=2h";

  private final HttpClient http = HttpClient.newHttpClient();
  private final Map<Integer, Integer> statuses = new ConcurrentHashMap<>();

  @Test
  void survivesTheHeaviestRequestsOfAllRoutes(@TempDir Path folder) throws Exception {
    try (LargestAnswers elasticsearch = new LargestAnswers();
        ApiJvm api =
            ApiJvm.start(
                SHIPPED_HEAP,
                elasticsearch.uri(),
                folder.resolve("log"),
                "--tidemark.rate-limit.requests-per-minute=1000000")) {
      for (String path : HEAVIEST) {
        assertThat(get(api, "large", path)).as(path).isEqualTo(200);
      }
      assertThat(get(api, "large", HEAVIEST.get(0).replace("limit=36", "limit=79"))).isEqualTo(400);

      List<Duration> light = load(api);

      LOG.info(
          "answers by status: {}; light requests: {}, median {} ms, slowest {} ms",
          statuses,
          light.size(),
          light.get(light.size() / 2).toMillis(),
          light.get(light.size() - 1).toMillis());
      assertThat(api.isAlive()).as("the API survived").isTrue();
      assertThat(statuses.keySet()).isSubsetOf(200, 400, 429, 503);
      assertThat(statuses.get(200)).as("answers of %s", statuses).isPositive();
      // The median: single requests may wait for the machine, which other builds share.
      assertThat(light.get(light.size() / 2)).isLessThan(LIGHT_LIMIT);
      for (String path : HEAVIEST) {
        assertThat(get(api, "large", path)).as(path).isEqualTo(200);
      }
    }
  }

  private List<Duration> load(ApiJvm api) throws Exception {
    ExecutorService clients = Executors.newCachedThreadPool();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    List<Future<?>> running = new ArrayList<>();
    for (int i = 0; i < CLIENTS; i++) {
      int first = i;
      running.add(clients.submit(() -> askHeavy(api, first, end)));
    }
    List<Duration> light = new CopyOnWriteArrayList<>();
    running.add(clients.submit(() -> askLight(api, light, end)));
    for (Future<?> client : running) {
      client.get();
    }
    clients.shutdown();
    List<Duration> sorted = new ArrayList<>(light);
    Collections.sort(sorted);
    return sorted;
  }

  private Void askHeavy(ApiJvm api, int first, long end) throws Exception {
    for (int i = first; System.nanoTime() < end; i++) {
      // Two tenants: neither may take what the other needs.
      String tenant = i % 2 == 0 ? "large" : "larger";
      statuses.merge(get(api, tenant, HEAVIEST.get(i % HEAVIEST.size())), 1, Integer::sum);
    }
    return null;
  }

  private Void askLight(ApiJvm api, List<Duration> light, long end) throws Exception {
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      assertThat(get(api, LargestAnswers.SMALL_TENANT, LIGHT)).isEqualTo(200);
      light.add(Duration.ofNanos(System.nanoTime() - start));
    }
    return null;
  }

  private int get(ApiJvm api, String tenant, String path) throws IOException, InterruptedException {
    URI uri = api.uri().resolve(path);
    String token = LiveApi.shared().tokens().superAdmin(tenant, "root");
    HttpResponse<InputStream> answer =
        http.send(
            HttpRequest.newBuilder(uri).header("Authorization", "Bearer " + token).build(),
            HttpResponse.BodyHandlers.ofInputStream());
    try (InputStream body = answer.body()) {
      body.transferTo(OutputStream.nullOutputStream());
    }
    return answer.statusCode();
  }
}
