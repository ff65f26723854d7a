/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.ApiJvm;
import io.tidemark.api.live.Background;
import io.tidemark.api.live.LiveApi;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The largest price lists at the heap with which the API is shipped. */
@Tag("node")
class LargestListTest {

  private static final int MOST_PRICES = 10_000;
  private static final List<String> CLASSES =
      List.of(
          "input", "output", "cache_read", "cache_write", "cache_write_1h", "reasoning", "calls");

  private final LiveApi api = LiveApi.shared();
  private final String tenant = "largest-list" + System.nanoTime();
  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void takesListsThatCanBeReadAndRejectsLargerOnes(@TempDir Path folder) throws Exception {
    try (ApiJvm small =
        ApiJvm.start(
            "320m", api.elasticsearchUri(), folder.resolve("log"), Background.switchOff())) {
      HttpResponse<String> second = null;
      for (int revision = 1; revision <= 3; revision++) {
        HttpResponse<String> written = put(small, createList(3, "2." + revision));
        assertThat(written.statusCode()).as(written.body()).isEqualTo(revision == 1 ? 201 : 200);
        second = revision == 2 ? written : second;
      }
      awaitList(small);
      String time = JsonMapper.shared().readTree(second.body()).path("changed_at").asString();
      assertThat(summary(small, "&prices_as_of=" + time).path("price_list").asString())
          .isEqualTo("large");

      HttpResponse<String> larger = put(small, createList(CLASSES.size(), "3"));

      assertThat(larger.statusCode()).as(larger.body()).isEqualTo(400);
      JsonNode problem = JsonMapper.shared().readTree(larger.body());
      assertThat(problem.path("type").asString()).endsWith(":too-large");
      assertThat(problem.path("limit").asLong()).isBetween(30L << 20, 45L << 20);
      assertThat(problem.path("detail").asString())
          .contains(problem.path("limit").asString(), "fewer entries");
      awaitList(small);
      assertThat(
              send(small.uri(), HttpRequest.newBuilder().DELETE(), "/api/v1/price-lists/large")
                  .statusCode())
          .isEqualTo(200);
      replaceAndDeleteUnreadableLists(small);
    }
  }

  /** The API of the other tests has a larger heap. */
  private void replaceAndDeleteUnreadableLists(ApiJvm small) throws Exception {
    String path = "/api/v1/price-lists/large";
    assertThat(put(api.uri(), createList(CLASSES.size(), "3")).statusCode()).isEqualTo(201);
    HttpResponse<String> unread = send(small.uri(), HttpRequest.newBuilder().GET(), path);
    assertThat(unread.statusCode()).as(unread.body()).isEqualTo(400);
    assertThat(unread.body()).contains("price-list large", "delete it");

    HttpResponse<String> replaced = put(small, createList(10, 1, "4"));

    assertThat(replaced.statusCode()).as(replaced.body()).isEqualTo(200);
    awaitList(small);
    String history =
        send(small.uri(), HttpRequest.newBuilder().GET(), path + "/history?limit=1").body();
    JsonNode newest = JsonMapper.shared().readTree(history).path("revisions").path(0);
    assertThat(newest.path("action").asString()).isEqualTo("updated");
    assertThat(newest.path("before").isObject()).isFalse();
    assertThat(newest.path("after").path("prices").size()).isEqualTo(10);

    assertThat(put(api.uri(), createList(CLASSES.size(), "5")).statusCode()).isEqualTo(200);
    HttpResponse<String> deleted = send(small.uri(), HttpRequest.newBuilder().DELETE(), path);
    assertThat(deleted.statusCode()).as(deleted.body()).isEqualTo(200);
    assertThat(send(small.uri(), HttpRequest.newBuilder().GET(), path).statusCode()).isEqualTo(404);
  }

  private static String createList(int classes, String price) {
    return createList(MOST_PRICES, classes, price);
  }

  private static String createList(int most, int classes, String price) {
    ObjectNode list = JsonMapper.shared().createObjectNode();
    list.put("currency", "USD").put("default", true);
    ArrayNode prices = list.putArray("prices");
    IntStream.range(0, most)
        .forEach(
            i -> {
              ObjectNode one = prices.addObject();
              one.put("id", "price-" + i).put("valid_from", "2026-01-01T00:00:00Z");
              one.putObject("match").put("model", i == 0 ? "gpt-4o" : "model-" + i);
              ObjectNode amounts = one.putObject("per_million");
              CLASSES.subList(0, classes).forEach(name -> amounts.put(name, price));
            });
    return list.toString();
  }

  /** The list counts at once, or with the next refresh when memory was short. */
  private void awaitList(ApiJvm small) throws Exception {
    Instant limit = Instant.now().plus(Duration.ofMinutes(1));
    while (!summary(small, "").path("price_list").asString("").equals("large")) {
      assertThat(Instant.now()).isBefore(limit);
      Thread.sleep(200);
    }
  }

  private JsonNode summary(ApiJvm small, String more) throws Exception {
    HttpResponse<String> answer =
        send(small.uri(), HttpRequest.newBuilder().GET(), "/api/v1/costs/summary?range=2h" + more);
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return JsonMapper.shared().readTree(answer.body());
  }

  private HttpResponse<String> put(ApiJvm small, String body) throws Exception {
    return put(small.uri(), body);
  }

  private HttpResponse<String> put(URI base, String body) throws Exception {
    return send(
        base,
        HttpRequest.newBuilder()
            .header("Content-Type", "application/json")
            .PUT(HttpRequest.BodyPublishers.ofString(body)),
        "/api/v1/price-lists/large");
  }

  private HttpResponse<String> send(URI base, HttpRequest.Builder request, String path)
      throws Exception {
    URI uri = base.resolve(path);
    String token = api.tokens().superAdmin(tenant, "root");
    HttpRequest complete = request.uri(uri).header("Authorization", "Bearer " + token).build();
    Instant limit = Instant.now().plus(Duration.ofMinutes(1));
    HttpResponse<String> answer = http.send(complete, HttpResponse.BodyHandlers.ofString());
    // The refresh of settings may hold the memory for a moment.
    while (answer.statusCode() == 429 && Instant.now().isBefore(limit)) {
      Thread.sleep(200);
      answer = http.send(complete, HttpResponse.BodyHandlers.ofString());
    }
    return answer;
  }
}
