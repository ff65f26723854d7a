/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PricedUsageDocument;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A synthetic bill with a bypass, a shifted day and a changed price. */
@Tag("node")
class ReconciliationRoutesTest {

  private static final String TENANT = "bills-tenant";

  private static final String PRICES =
      """
      {"currency": "USD", "default": true, "prices": [
        {"id": "gpt-4o", "match": {"model": "gpt-4o*"},
         "per_million": {"input": "2.00", "output": "10.00"}},
        {"id": "claude", "match": {"model": "claude*"},
         "per_million": {"input": "3.00", "output": "15.00"}}]}
      """;

  /** Input and output of gpt-4o, on the days from the fifth of March. */
  private static final String HEADER =
      "date,provider,model,token_class,project,api_key,quantity,unit,amount,currency\r\n";

  private static final String BILL =
      HEADER
          + "2026-03-05,openai,gpt-4o-2024-08-06,input,,,1000000,tokens,2.00,USD\r\n"
          + "2026-03-05,openai,gpt-4o-2024-08-06,output,,,0.1,1000000 tokens,1.00,USD\r\n"
          // 100,000 tokens of one evening are billed on the next day.
          + "2026-03-06,openai,gpt-4o,input,,,900000,tokens,1.80,USD\r\n"
          + "2026-03-06,openai,gpt-4o,output,,,100000,tokens,1.00,USD\r\n"
          + "2026-03-07,openai,gpt-4o,input,,,1100000,tokens,2.20,USD\r\n"
          + "2026-03-07,openai,gpt-4o,output,,,100000,tokens,1.00,USD\r\n"
          // Calls that did not pass through the platform.
          + "2026-03-08,openai,gpt-4o,input,,,1500000,tokens,3.00,USD\r\n"
          + "2026-03-08,openai,gpt-4o,output,,,100000,tokens,1.00,USD\r\n"
          + "2026-03-08,openai,o3,input,,,5000,tokens,0.05,USD\r\n"
          // Another price than ours.
          + "2026-03-09,openai,gpt-4o,input,,,1000000,tokens,2.50,USD\r\n"
          + "2026-03-09,openai,gpt-4o,output,,,100000,tokens,1.00,USD\r\n"
          + "2026-03-11,openai,gpt-4o,input,,,7,tokens,1.00,USD\r\n";

  private static LiveApi api;

  @BeforeAll
  static void sendBills() {
    api = LiveApi.shared();
    PricedUsageDocument gpt = new PricedUsageDocument(TENANT, "alice", "web", "openai", "gpt-4o");
    for (String day : List.of("05", "06", "07", "08", "09", "11")) {
      api.index(List.of(gpt.ofHour("2026-03-" + day + "T10:00:00Z", 10, 1_000_000, 100_000)));
    }
    api.index(
        List.of(
            new PricedUsageDocument(TENANT, "alice", "web", "openai", "gpt-4o-mini")
                .ofHour("2026-03-09T11:00:00Z", 1, 50_000, 0),
            new PricedUsageDocument(TENANT, "alice", "web", "anthropic", "claude-sonnet-4")
                .ofHour("2026-03-09T11:00:00Z", 1, 1_000_000, 100_000)));
    Answer prices = send("PUT", "/api/v1/price-lists/main", "application/json", PRICES);
    assertThat(prices.status()).isIn(200, 201);
    JsonNode sent = post("csv", "text/csv", BILL).json();
    assertThat(sent.path("lines").asInt()).isEqualTo(12);
    assertThat(sent.path("from").asString()).isEqualTo("2026-03-05");
  }

  @Test
  void everyInjectedDifferenceGetsItsVerdict() {
    Map<String, String> verdicts = verdicts("openai");

    assertThat(verdicts.get("2026-03-05 gpt-4o input")).isEqualTo("agrees");
    assertThat(verdicts.get("2026-03-05 gpt-4o output")).isEqualTo("agrees");
    assertThat(verdicts.get("2026-03-06 gpt-4o input")).isEqualTo("day_boundary");
    assertThat(verdicts.get("2026-03-07 gpt-4o input")).isEqualTo("day_boundary");
    assertThat(verdicts.get("2026-03-07 gpt-4o output")).isEqualTo("agrees");
    assertThat(verdicts.get("2026-03-08 gpt-4o input")).isEqualTo("quantity_differs");
    assertThat(verdicts.get("2026-03-08 o3 input")).isEqualTo("only_there");
    assertThat(verdicts.get("2026-03-09 gpt-4o input")).isEqualTo("price_differs");
    assertThat(verdicts.get("2026-03-09 gpt-4o-mini input")).isEqualTo("only_here");
    assertThat(verdicts.get("2026-03-11 gpt-4o input")).isEqualTo("too_early");
  }

  @Test
  void aBillThatIsSentAgainChangesNothing() {
    JsonNode before = get("/api/v1/reconciliation", "provider", "openai").path("lines");
    JsonNode again = post("csv", "text/csv", BILL).json();

    assertThat(again.path("created").asInt()).isZero();
    assertThat(again.path("replaced").asInt()).isZero();
    assertThat(again.path("unchanged").asInt()).isEqualTo(6);
    assertThat(get("/api/v1/reconciliation", "provider", "openai").path("lines")).isEqualTo(before);
  }

  @Test
  void costsOfAnthropicAreCentsWithoutQuantities() {
    String bill =
        "{\"data\": [{\"starting_at\": \"2026-03-09T00:00:00Z\", \"ending_at\":"
            + " \"2026-03-10T00:00:00Z\", \"results\": [%s, %s]}]}";
    String result =
        "{\"amount\": \"%s\", \"currency\": \"USD\", \"cost_type\": \"tokens\", \"model\":"
            + " \"claude-sonnet-4-20250514\", \"token_type\": \"%s\", \"workspace_id\": null}";
    post(
        "anthropic-costs",
        "application/json",
        bill.formatted(
            result.formatted("300.00", "uncached_input_tokens"),
            result.formatted("170.5", "output_tokens")));

    Map<String, String> verdicts = verdicts("anthropic");
    assertThat(verdicts.get("2026-03-09 claude-sonnet-4 input")).isEqualTo("agrees");
    assertThat(verdicts.get("2026-03-09 claude-sonnet-4 output")).isEqualTo("unexplained");
  }

  @Test
  void costsOfOpenAiNameModelAndClassInTheLineItem() {
    String bill =
        "{\"object\": \"page\", \"data\": [{\"object\": \"bucket\", \"start_time\": 1772582400,"
            + " \"results\": [{\"object\": \"organization.costs.result\", \"amount\":"
            + " {\"value\": 0.5, \"currency\": \"usd\"}, \"line_item\": \"gpt-4.1, cached input\","
            + " \"quantity\": 250, \"quantity_unit\": \"1000_tokens\"}]}]}";
    JsonNode sent = post("openai-costs", "application/json", bill).json();

    assertThat(sent.path("from").asString()).isEqualTo("2026-03-04");
    for (JsonNode line : get("/api/v1/reconciliation", "provider", "openai").path("lines")) {
      if (line.path("model").asString("").equals("gpt-4.1")) {
        assertThat(line.path("token_class").asString()).isEqualTo("cache_read");
        assertThat(line.path("billed").toString())
            .isEqualTo("{\"quantity\":\"250000\",\"amount\":\"0.5\"}");
        return;
      }
    }
    throw new AssertionError("no line of gpt-4.1");
  }

  @Test
  void billsOfOneProviderInTwoFormsAreNotAddedUp() {
    String tenant = "bills-forms-" + System.nanoTime();
    String root = api.tokens().superAdmin(tenant, "root");
    api.index(
        List.of(
            new PricedUsageDocument(tenant, "alice", "web", "openai", "gpt-4o")
                .ofHour("2026-03-05T10:00:00Z", 10, 1_000_000, 0)));
    assertThat(
            api.send(root, "PUT", "/api/v1/price-lists/main", "application/json", PRICES).status())
        .isIn(200, 201);
    String page =
        "{\"object\": \"page\", \"data\": [{\"object\": \"bucket\", \"start_time\": 1772668800,"
            + " \"results\": [%s]}]}";
    String result =
        "{\"amount\": {\"value\": 2, \"currency\": \"usd\"}, \"line_item\": \"gpt-4o, input\","
            + " \"quantity\": 1000, \"quantity_unit\": \"1000_tokens\"}";
    String csv = HEADER + "2026-03-05,openai,gpt-4o,input,,,1000000,tokens,2.00,USD\r\n";
    Map<String, String> agrees = Map.of("2026-03-05 gpt-4o input", "agrees");

    api.send(root, "POST", "/api/v1/bills?provider=csv", "text/csv", csv);
    assertThat(verdicts(root, "openai")).isEqualTo(agrees);
    sendCosts(root, page.formatted(result));
    assertThat(verdicts(root, "openai")).isEqualTo(agrees);

    JsonNode empty = sendCosts(root, page.formatted("")).json();
    assertThat(empty.path("lines").asInt()).isZero();
    assertThat(empty.path("from").asString()).isEqualTo("2026-03-05");
    assertThat(empty.path("replaced").asInt()).isEqualTo(1);
    assertThat(verdicts(root, "openai")).isEqualTo(Map.of("2026-03-05 gpt-4o input", "only_here"));
  }

  private static Answer sendCosts(String root, String page) {
    return api.send(root, "POST", "/api/v1/bills?provider=openai-costs", "application/json", page);
  }

  @Test
  void namesTheRowWithTheMistake() {
    Answer answer =
        send(
            "POST",
            "/api/v1/bills?provider=csv",
            "text/csv",
            BILL.replace("2026-03-08,openai,o3", "yesterday,openai,o3"));
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.json().path("entry").asString()).isEqualTo("row 10, date");
    assertThat(send("POST", "/api/v1/bills?provider=csv", "application/json", "{}").status())
        .isEqualTo(415);
    assertThat(send("POST", "/api/v1/bills?provider=csv", "text/csv", "a,b\r\n").status())
        .isEqualTo(400);
  }

  @Test
  void onlyFinanceSeesBills() {
    String member = api.tokens().member(TENANT, "alice");
    assertThat(api.get(member, "/api/v1/reconciliation").status()).isEqualTo(403);
    String other = api.tokens().superAdmin("bills-other", "root");
    assertThat(api.get(other, "/api/v1/reconciliation").json().path("lines")).isEmpty();
  }

  private static Map<String, String> verdicts(String provider) {
    return verdicts(root(), provider);
  }

  private static Map<String, String> verdicts(String token, String provider) {
    Map<String, String> verdicts = new TreeMap<>();
    Answer answer = api.get(token, "/api/v1/reconciliation", "provider", provider);
    for (JsonNode line : answer.json().path("lines")) {
      verdicts.put(
          String.join(
              " ",
              line.path("day").asString(),
              line.path("model").asString(""),
              line.path("token_class").asString()),
          line.path("verdict").asString());
    }
    return verdicts;
  }

  private static JsonNode get(String path, String... parameters) {
    return api.readJson(root(), path, parameters);
  }

  private static Answer post(String provider, String type, String body) {
    Answer answer = send("POST", "/api/v1/bills?provider=" + provider, type, body);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    return answer;
  }

  private static Answer send(String method, String path, String type, String body) {
    return api.send(root(), method, path, type, body);
  }

  private static String root() {
    return api.tokens().superAdmin(TENANT, "root");
  }
}
