/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

import io.tidemark.model.index.IndexFamily;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Settings about money, as the documentation shows them. */
public final class MoneySample {

  /** A price list. */
  public static final String PRICES =
      "{\"currency\": \"USD\", \"default\": true, \"prices\": [{\"id\": \"gpt-4o\","
          + " \"match\": {\"model\": \"gpt-4o\"}, \"valid_from\": \"2026-01-01T00:00:00Z\","
          + " \"per_million\": {\"input\": \"2.50\", \"cache_read\": \"1.25\", \"output\": \"10.00\"}},"
          + " {\"id\": \"runs\", \"match\": {\"workload\": \"comfyui\"},"
          + " \"per_hour\": {\"run\": \"1.20\"}}]}";

  /** A list of prices as LiteLLM has it. */
  public static final String LITELLM =
      "{\"gpt-4o-mini\": {\"litellm_provider\": \"openai\", \"mode\": \"chat\","
          + " \"input_cost_per_token\": 1.5e-07, \"output_cost_per_token\": 6e-07,"
          + " \"cache_read_input_token_cost\": 7.5e-08}}";

  /** Rates between currencies. */
  public static final String RATES =
      "{\"rates\": [{\"from\": \"USD\", \"to\": \"CNY\", \"rate\": \"7.12\","
          + " \"valid_from\": \"2026-01-01\"}]}";

  private MoneySample() {}

  /** Stores {@link #PRICES} for a tenant. */
  public static void putPrices(LiveApi api, String tenant) {
    SettingRequests.putSetting(api, tenant, "price-lists/trial", PRICES);
  }

  /** Usage of {@code gpt-4o} in one hour. */
  public static void index(
      LiveApi api, String tenant, String user, String hour, long input, long output) {
    ObjectNode source = JsonMapper.shared().createObjectNode();
    source.put("hour", hour).put("window_minutes", 60).put("tenant_id", tenant);
    source.put("user_id", user).put("model", "gpt-4o").put("calls", 1);
    source.put("price_key", "\u241Fgpt-4o\u241F\u241F\u241F");
    source.put("input_tokens", input).put("output_tokens", output);
    source.put("total_tokens", input + output).put("final", false).put("revision", 0);
    source.put("updated_at", "2026-03-12T10:00:00Z");
    api.index(
        List.of(
            new IndexedDocument(
                IndexFamily.MODEL_CALLS_HOURLY.indexAt(Instant.parse(hour).toEpochMilli()),
                tenant + '-' + user + '-' + hour,
                source)));
  }
}
