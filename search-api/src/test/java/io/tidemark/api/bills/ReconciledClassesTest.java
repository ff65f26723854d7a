/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.bills;

import static org.assertj.core.api.Assertions.assertThat;

import io.tidemark.api.live.Answer;
import io.tidemark.api.live.IndexedDocument;
import io.tidemark.api.live.LiveApi;
import io.tidemark.api.live.PricedUsageDocument;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Bills that distinguish fewer token classes than the usage does. */
@Tag("node")
class ReconciledClassesTest {

  private static final String TENANT = "bills-classes";
  private static final String HOUR = "2026-03-05T10:00:00Z";

  private static final String PRICES =
      """
      {"currency": "USD", "default": true, "prices": [
        {"id": "o3", "match": {"model": "o3"}, "per_million": {"input": "2.00", "output": "8.00"}},
        {"id": "r1", "match": {"model": "r1"},
         "per_million": {"input": "1.00", "output": "4.00", "reasoning": "5.00"}},
        {"id": "llama", "match": {"model": "llama"},
         "per_million": {"total": "1.00"}, "per_unit": {"calls": "0.10"}},
        {"id": "claude", "match": {"model": "claude*"},
         "per_million": {"input": "3.00", "cache_read": "1.00", "cache_write": "4.00",
                         "cache_write_1h": "6.00", "output": "15.00"}}]}
      """;

  private static final String BILL =
      "date,provider,model,token_class,project,api_key,quantity,unit,amount,currency\r\n"
          // Reasoning is part of the output, and has a class of its own where it is billed apart.
          + "2026-03-05,openai,o3,input,,,10000,tokens,0.02,USD\r\n"
          + "2026-03-05,openai,o3,output,,,1000,1000 tokens,8.00,USD\r\n"
          + "2026-03-05,other,r1,input,,,10000,tokens,0.01,USD\r\n"
          + "2026-03-05,other,r1,output,,,600,1000 tokens,2.40,USD\r\n"
          + "2026-03-05,other,r1,reasoning,,,400,1000 tokens,2.00,USD\r\n"
          // 200,000 tokens of the writes are kept for an hour.
          + "2026-03-05,bedrock,claude-1,input,,,500000,tokens,1.50,USD\r\n"
          + "2026-03-05,bedrock,claude-1,cache_read,,,100000,tokens,0.10,USD\r\n"
          + "2026-03-05,bedrock,claude-1,cache_write,,,400000,tokens,2.00,USD\r\n"
          + "2026-03-05,bedrock,claude-1,calls,,,3,,0,USD\r\n"
          + "2026-03-05,bedrock,claude-2,input,,,1000000,tokens,3.60,USD\r\n"
          // Calls are no tokens, but have a part of the cost.
          + "2026-03-05,meta,llama,total,,,1000000,tokens,1.00,USD\r\n"
          + "2026-03-05,meta,llama,calls,,,3,,0.30,USD\r\n"
          // Nothing has the output that the bill leaves out.
          + "2026-03-05,vertex,claude-3,input,,,1000000,tokens,3.00,USD\r\n";

  private static LiveApi api;

  @BeforeAll
  static void sendBills() {
    api = LiveApi.shared();
    api.index(
        List.of(
            add(create("openai", "o3", 10_000, 1_000_000), "reasoning_tokens", 400_000),
            add(create("other", "r1", 10_000, 1_000_000), "reasoning_tokens", 400_000),
            add(create("anthropic", "claude-4", 0, 1_000_000), "reasoning_tokens", 400_000),
            addCaches(create("bedrock", "claude-1", 1_000_000, 0)),
            addCaches(create("bedrock", "claude-2", 1_000_000, 0)),
            create("meta", "llama", 1_000_000, 0),
            create("vertex", "claude-3", 1_000_000, 5)));
    assertThat(send("PUT", "/api/v1/price-lists/main", "application/json", PRICES).status())
        .isIn(200, 201);
    assertThat(send("POST", "/api/v1/bills?provider=csv", "text/csv", BILL).status())
        .isEqualTo(200);
  }

  @Test
  void countsReasoningAsOutputOfBillsWithoutIt() {
    assertThat(listVerdicts("openai"))
        .isEqualTo(Map.of("o3 input", "agrees", "o3 output", "agrees"));
  }

  @Test
  void comparesReasoningThatIsBilledApart() {
    assertThat(listVerdicts("other"))
        .isEqualTo(Map.of("r1 input", "agrees", "r1 output", "agrees", "r1 reasoning", "agrees"));
  }

  @Test
  void comparesAmountsOfOutputWithReasoning() {
    String page =
        "{\"data\": [{\"starting_at\": \"2026-03-05T00:00:00Z\", \"results\": [{\"amount\":"
            + " \"1500\", \"currency\": \"USD\", \"model\": \"claude-4\", \"token_type\":"
            + " \"output_tokens\"}]}]}";
    assertThat(
            send("POST", "/api/v1/bills?provider=anthropic-costs", "application/json", page)
                .status())
        .isEqualTo(200);

    assertThat(listVerdicts("anthropic")).isEqualTo(Map.of("claude-4 output", "agrees"));
  }

  @Test
  void countsCachedTokensAsTheClassThatTheBillHas() {
    assertThat(listVerdicts("bedrock"))
        .isEqualTo(
            Map.of(
                "claude-1 input", "agrees",
                "claude-1 cache_read", "agrees",
                "claude-1 cache_write", "agrees",
                "claude-1 calls", "agrees",
                "claude-2 input", "agrees"));
  }

  @Test
  void addsNoNumbersOfCallsToTokens() {
    assertThat(listVerdicts("meta")).isEqualTo(Map.of("llama total", "agrees"));
  }

  @Test
  void keepsClassesThatNoClassOfTheBillHas() {
    assertThat(listVerdicts("vertex"))
        .isEqualTo(Map.of("claude-3 input", "agrees", "claude-3 output", "only_here"));
  }

  private static IndexedDocument create(String provider, String model, long input, long output) {
    return new PricedUsageDocument(TENANT, "alice", "web", provider, model)
        .ofHour(HOUR, 3, input, output);
  }

  private static IndexedDocument addCaches(IndexedDocument document) {
    add(document, "cache_read_tokens", 100_000);
    add(document, "cache_write_tokens", 400_000);
    return add(document, "cache_write_1h_tokens", 200_000);
  }

  private static IndexedDocument add(IndexedDocument document, String field, long tokens) {
    document.source().put(field, tokens);
    return document;
  }

  private static Map<String, String> listVerdicts(String provider) {
    Map<String, String> verdicts = new TreeMap<>();
    Answer answer = api.get(root(), "/api/v1/reconciliation", "provider", provider);
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    for (JsonNode line : answer.json().path("lines")) {
      verdicts.put(
          line.path("model").asString("") + ' ' + line.path("token_class").asString(),
          line.path("verdict").asString());
    }
    return verdicts;
  }

  private static Answer send(String method, String path, String type, String body) {
    return api.send(root(), method, path, type, body);
  }

  private static String root() {
    return api.tokens().superAdmin(TENANT, "root");
  }
}
