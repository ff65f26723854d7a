/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events as OpenMeter and LiteLLM's callback write them. */
@Tag("fast")
class CloudEventsTest {

  private static final FormatOptions ACME = FormatOptions.NONE.withDefaultTenant("acme");

  private static Reading read(FormatOptions options, String record) {
    return Reading.of(ModelCallFormats.byName("cloudevents", options), record);
  }

  private static String event(String data) {
    return ("{'specversion':'1.0','type':'prompt','id':'p1','time':'2026-11-28T19:50:41.438Z',"
            + "'source':'my-app','subject':'customer-1','data':"
            + data
            + "}")
        .replace('\'', '"');
  }

  @Test
  void countsTheEventOfOpenMetersQuickstart() {
    String quickstart =
        event("{'method':'GET','route':'/hello','duration_ms':'40'}")
            .replace("my-app", "service-0");
    assertThat(read(FormatOptions.NONE, quickstart).call())
        .containsEntry("request_id", "service-0/p1")
        .containsEntry("tenant_id", "customer-1")
        .containsEntry("model", "service-0")
        .containsEntry("event_time", 1795895441438L)
        .containsEntry("latency_ms", 40L)
        .doesNotContainKeys("user_id", "input_tokens");
    assertThat(read(FormatOptions.NONE.withDefaultModel("m-1"), quickstart).call())
        .containsEntry("model", "m-1");
  }

  @Test
  void readsTierAndLongLivedCacheOfAnthropicsUsage() {
    String usage =
        "{'model':'claude','input_tokens':12,'cache_creation_input_tokens':340,"
            + "'cache_read_input_tokens':15800,'output_tokens':210,'service_tier':'batch',"
            + "'cache_creation':{'ephemeral_5m_input_tokens':100,'ephemeral_1h_input_tokens':240},"
            + "'server_tool_use':{'web_search_requests':2},'reported_cost':'0.05'}";
    assertThat(read(ACME, event(usage)).call())
        .containsEntry("input_tokens", 16_152L)
        .containsEntry("cache_write_tokens", 340L)
        .containsEntry("cache_write_1h_tokens", 240L)
        .containsEntry("service_tier", "batch")
        .containsEntry("units.searches", 2L)
        .containsEntry("reported_cost_nanos", 50_000_000L);
  }

  @Test
  void theSubjectIsTheUserIfTheTenantComesFromElsewhere() {
    String own = event("{'tenant_id':'t','model':'m'}");
    assertThat(read(FormatOptions.NONE, own).call())
        .containsEntry("tenant_id", "t")
        .containsEntry("user_id", "customer-1");
    assertThat(read(ACME, event("{'model':'m'}")).call())
        .containsEntry("tenant_id", "acme")
        .containsEntry("user_id", "customer-1");
    assertThat(read(FormatOptions.NONE, event("{'model':'m'}")).call())
        .containsEntry("tenant_id", "customer-1")
        .doesNotContainKey("user_id");
    assertThat(read(ACME, event("{'model':'m','user':'u-1'}")).call())
        .containsEntry("user_id", "u-1");
  }

  @Test
  void readsNestedTokenDetails() {
    String data =
        "{'model':'gpt-x','cost':0.01,'prompt_tokens':100,'completion_tokens':20,"
            + "'total_tokens':'120','prompt_tokens_details':{'cached_tokens':64},"
            + "'completion_tokens_details':%s}";
    assertThat(read(ACME, event(data.replace("%s", "null"))).call())
        .containsEntry("input_tokens", 100L)
        .containsEntry("total_tokens", 120L)
        .containsEntry("cache_read_tokens", 64L)
        .doesNotContainKeys("reasoning_tokens", "inconsistent");
    assertThat(read(ACME, event(data.replace("%s", "{'reasoning_tokens':'7'}"))).call())
        .containsEntry("reasoning_tokens", 7L);
    assertThat(read(ACME, event(data.replace("%s", "{'reasoning_tokens':-1}"))).rejection())
        .startsWith("data/completion_tokens_details/reasoning_tokens must be an integer");
  }

  @Test
  void readsTheCostOfLitellmsCallback() {
    String litellm = event("{'model':'m','cost':0.01}").replace("my-app", "litellm-proxy");
    String both = litellm.replace("\"cost\"", "\"reported_cost\":1,\"cost\"");

    assertThat(read(ACME, litellm).call())
        .containsEntry("reported_cost_nanos", 10_000_000L)
        .containsEntry("reported_currency", "USD");
    assertThat(read(ACME, both).call())
        .containsEntry("reported_cost_nanos", 1_000_000_000L)
        .doesNotContainKey("reported_currency");
    for (String unknown : List.of("null", "-1", "\"x\"", "{}")) {
      assertThat(read(ACME, litellm.replace("0.01", unknown)).call())
          .doesNotContainKeys("reported_cost_nanos", "reported_currency");
    }
  }

  /** The unit is not known: cents, credits, or the cost of something else. */
  @Test
  void readsNoCostOfOtherSources() {
    assertThat(read(ACME, event("{'model':'m','cost':0.01}")).call())
        .doesNotContainKeys("reported_cost_nanos", "reported_currency");
  }

  @Test
  void addsTheCacheOfAnthropicsNames() {
    String data = "{'model':'c','input_tokens':900,'output_tokens':5,'cache_read_input_tokens':10}";
    assertThat(read(ACME, event(data)).call()).containsEntry("input_tokens", 910L);
  }

  @ParameterizedTest
  @CsvSource({
    "input, input_tokens",
    "prompt, input_tokens",
    "output, output_tokens",
    "completion, output_tokens",
    "other, total_tokens"
  })
  void readsTokensOfAType(String type, String field) {
    String data = "{'tokens':'123456','model':'gpt-4-turbo','type':'" + type + "'}";
    assertThat(read(ACME, event(data)).call())
        .containsEntry("model", "gpt-4-turbo")
        .containsEntry(field, 123456L);
  }

  @ParameterizedTest
  @ValueSource(strings = {"'-1'", "'1.5'", "'1e3'", "' 7'", "'x'", "'99999999999999999999'", "[]"})
  void rejectsTextThatIsNoCount(String number) {
    assertThat(read(ACME, event("{'model':'m','latency_ms':" + number + "}")).rejection())
        .startsWith("latency_ms must be an integer");
    assertThat(read(ACME, event("{'model':'m','tokens':" + number + "}")).rejection())
        .startsWith("data/tokens must be an integer");
  }

  @Test
  void readsStatusCodesAsText() {
    assertThat(read(ACME, event("{'model':'m','status_code':'200'}")).call())
        .containsEntry("status_code", 200);
    assertThat(read(ACME, event("{'model':'m','status_code':'OK'}")).rejection())
        .isEqualTo("status_code must be an integer");
  }

  @Test
  void equalIdsOfTwoSourcesAreTwoCalls() {
    Map<String, Object> eu = read(ACME, event("{}").replace("my-app", "https://gw.test/eu")).call();
    Map<String, Object> us = read(ACME, event("{}").replace("my-app", "https://gw.test/us")).call();
    assertThat(eu.get("request_id")).isNotEqualTo(us.get("request_id"));
  }

  /** Only ids with a slash need more than the request id, so that all others stay as they were. */
  @Test
  void aSlashInTheIdIsNotTheEndOfTheSource() {
    Map<String, Object> id =
        read(ACME, event("{}").replace("my-app", "a").replace("p1", "b/c")).call();
    Map<String, Object> source =
        read(ACME, event("{}").replace("my-app", "a/b").replace("p1", "c")).call();

    assertThat(id).containsEntry("request_id", "a/b/c").containsEntry("identity", "b/c");
    assertThat(source).containsEntry("request_id", "a/b/c").doesNotContainKey("identity");
    assertThat(read(ACME, event("{'request_id':'r'}").replace("p1", "b/c")).call())
        .containsEntry("request_id", "r")
        .doesNotContainKey("identity");
  }

  @Test
  void readsDataThatIsTextOrBase64() {
    String data = "{\"model\":\"gpt-x\",\"input_tokens\":5}";
    String encoded = Base64.getEncoder().encodeToString(data.getBytes(UTF_8));
    String base64 = event("'" + encoded + "'").replace("\"data\"", "\"data_base64\"");
    String stored =
        event("'" + data.replace("\"", "\\\"") + "'")
            .replace("\"specversion\":\"1.0\",", "")
            .replace("\"2026-11-28T19:50:41.438Z\"", "1795895441");
    for (String record : new String[] {base64, stored}) {
      assertThat(read(ACME, record).call())
          .containsEntry("model", "gpt-x")
          .containsEntry("input_tokens", 5L);
    }
    assertThat(read(ACME, base64.replace(encoded, "?")).rejection())
        .isEqualTo("data must be an object");
    assertThat(read(ACME, event("'[]'")).rejection()).isEqualTo("data must be an object");
    assertThat(read(ACME, event("'{'")).rejection()).startsWith("data is not valid JSON");
    assertThat(read(ACME, event("{}").replace("\"specversion\":\"1.0\",", "")).rejection())
        .isEqualTo("specversion is missing");
  }
}
