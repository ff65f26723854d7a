/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.stack.sample;

import java.util.List;

/**
 * A model that sample calls go to.
 *
 * @param medianLatency of a whole call in milliseconds
 * @param custom deployed by the user, not offered by the platform
 * @param reasons writes reasoning tokens
 * @param embeds answers with vectors, not with text
 */
record OfferedModel(
    String name,
    String provider,
    double medianLatency,
    boolean custom,
    boolean reasons,
    boolean embeds) {

  static final List<OfferedModel> ALL =
      List.of(
          createTextModel("qwen3-32b", "alibaba", 2_400),
          createTextModel("deepseek-v3.2", "deepseek", 3_800),
          new OfferedModel("bge-m3", "baai", 60, false, false, true),
          createTextModel("glm-4.6", "zhipu", 3_200),
          new OfferedModel("deepseek-r1", "deepseek", 14_000, false, true, false),
          createTextModel("llama-3.3-70b", "meta", 2_900),
          new OfferedModel("support-bot-7b", "self-hosted", 1_100, true, false, false),
          createTextModel("kimi-k2", "moonshot", 4_100),
          createTextModel("mistral-small-3.2", "mistral", 1_700));

  static final List<OfferedModel> CODING =
      List.of(
          createTextModel("qwen3-coder-480b", "alibaba", 5_200),
          createTextModel("glm-4.6", "zhipu", 4_600),
          createTextModel("kimi-k2", "moonshot", 5_500),
          new OfferedModel("deepseek-r1", "deepseek", 16_000, false, true, false));

  private static OfferedModel createTextModel(String name, String provider, double medianLatency) {
    return new OfferedModel(name, provider, medianLatency, false, false, false);
  }
}
