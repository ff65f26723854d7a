/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.settings;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Map;

/** Example prices of the models of the sample, so that the page shows costs at once. */
public final class SamplePrices {

  /** A role that may share settings with all tenants. */
  public static final String ROLE = "operator";

  private static final String PATH = "/api/v1/price-lists/sample?shared=true";

  private static final String LIST =
      """
      note: Example prices of the sample models, not those of any provider.
      currency: CNY
      default: true
      default_time_zone: Asia/Shanghai
      prices:
        - {id: qwen3-32b, match: {model: qwen3-32b}, per_million: {input: "2.00", cache_read: "0.40", output: "8.00"}}
        - {id: qwen3-coder-480b, match: {model: qwen3-coder-480b}, per_million: {input: "6.00", cache_read: "1.20", output: "24.00"}, bands: [{above_input_tokens: 32000, per_million: {input: "9.00", output: "36.00"}}]}
        - {id: deepseek-v3, match: {model: "deepseek-v3*"}, per_million: {input: "2.00", cache_read: "0.20", output: "3.00"}}
        - id: deepseek-r1
          match: {model: deepseek-r1}
          per_million: {input: "4.00", cache_read: "1.00", output: "16.00"}
          hours: [{from: "00:00", to: "08:00", factor: "0.5"}]
        - {id: glm-4, match: {model: "glm-4*"}, per_million: {input: "3.00", cache_read: "0.60", output: "14.00"}}
        - {id: llama-3, match: {model: "llama-3*"}, per_million: {input: "2.60", output: "2.60"}}
        - {id: kimi-k2, match: {model: kimi-k2}, per_million: {input: "4.00", cache_read: "1.00", output: "16.00"}}
        - {id: bge-m3, match: {model: bge-m3}, per_million: {total: "0.50"}}
        - {id: support-bot, match: {model: support-bot-7b, model_source: custom}, per_thousand: {total: "0.002"}}
        - {id: comfyui, match: {workload: comfyui}, per_hour: {run: "6.00"}}
        - {id: training, match: {workload: training}, per_million: {trained: "14.00"}}
        - {id: image-jobs, match: {workload: image-jobs}, per_unit: {images: "0.12"}}
      """;

  private SamplePrices() {}

  /** The list, in YAML. */
  public static String createBody() {
    return LIST;
  }

  /** Stores the list for all tenants, unless there is one. One model is left without a price. */
  public static void store(ApiClient operator) {
    if (operator.send("GET", "/api/v1/price-lists", Map.of()).body().path("settings").isEmpty()) {
      operator.send("PUT", PATH, Map.of("Content-Type", "application/yaml"), LIST.getBytes(UTF_8));
    }
  }
}
