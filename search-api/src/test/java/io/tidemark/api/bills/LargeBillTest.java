/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.ApiJvm;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.MoneySample;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bills that take more memory as JSON than the API has for answers. */
@Tag("node")
class LargeBillTest {

  private static final String TENANT = "bills-large";

  /** As many as a day may have. */
  private static final int LINES = 20_000;

  private static final List<String> DAYS = List.of("2026-03-05", "2026-03-06", "2026-03-07");

  private static ApiJvm small;

  @BeforeAll
  static void start(@TempDir Path folder) throws Exception {
    LiveApi api = LiveApi.shared();
    MoneySample.putPrices(api, TENANT);
    small = ApiJvm.startAt(LiveApi.NOW, api.elasticsearchUri(), folder.resolve("log"));
  }

  @AfterAll
  static void stop() throws InterruptedException {
    small.close();
  }

  @Test
  void areReplacedAndCompared() throws Exception {
    for (String day : DAYS) {
      assertThat(sendBill(TENANT, day, "gpt-4o", "0.01")).contains("\"created\":1");
    }
    for (String day : DAYS) {
      assertThat(sendBill(TENANT, day, "gpt-4o", "0.01")).contains("\"unchanged\":1");
    }
    assertThat(sendBill(TENANT, DAYS.get(0), "gpt-4o", "0.02")).contains("\"replaced\":1");

    HttpResponse<String> answer = compareBills(TENANT);

    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    // All keys together.
    assertThat(answer.body())
        .contains("\"billed\":{\"quantity\":\"2000000\",\"amount\":\"400\"}")
        .contains("\"billed\":{\"quantity\":\"2000000\",\"amount\":\"200\"}")
        .contains("\"verdicts\":{\"only_there\":3}");
  }

  @Test
  void rejectsBillsOfTooManyModels() throws Exception {
    String tenant = "bills-of-many-models";
    for (String day : DAYS) {
      assertThat(sendBill(tenant, day, "model-%d", "0.01")).contains("\"created\":1");
    }

    HttpResponse<String> answer = compareBills(tenant);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).contains("too many models");
  }

  /** A line for each key; {@code model} may have the number of the key. */
  private static String sendBill(String tenant, String day, String model, String amount)
      throws Exception {
    String lines =
        IntStream.range(0, LINES)
            .mapToObj(
                key ->
                    "%s,openai,%s,input,project-%d,key-of-the-service-%d,100,tokens,%s,USD"
                        .formatted(day, model.formatted(key), key % 100, key, amount))
            .collect(
                Collectors.joining(
                    "\r\n",
                    "date,provider,model,token_class,project,api_key,quantity,unit,amount,currency"
                        + "\r\n",
                    "\r\n"));
    HttpResponse<String> answer =
        send(
            tenant,
            request("/api/v1/bills?provider=csv")
                .header("Content-Type", "text/csv")
                .POST(HttpRequest.BodyPublishers.ofString(lines)));
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  private static HttpResponse<String> compareBills(String tenant) throws Exception {
    return send(tenant, request("/api/v1/reconciliation?range=30d"));
  }

  private static HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(small.uri().resolve(path));
  }

  private static HttpResponse<String> send(String tenant, HttpRequest.Builder request)
      throws Exception {
    String token = LiveApi.shared().tokens().superAdmin(tenant, "root");
    return HttpClient.newHttpClient()
        .send(
            request.header("Authorization", "Bearer " + token).build(),
            HttpResponse.BodyHandlers.ofString());
  }
}
