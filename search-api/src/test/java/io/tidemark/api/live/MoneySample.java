/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.live;

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
}
