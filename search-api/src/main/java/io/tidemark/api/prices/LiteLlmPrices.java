/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code model_prices_and_context_window.json} of LiteLLM: an object of models, each with
 * prices of one token or unit in USD.
 */
final class LiteLlmPrices {

  private static final String SAMPLE = "sample_spec";

  /** Names of prices of tokens, without what follows them. */
  private static final Map<String, String> TOKENS = new LinkedHashMap<>();

  /** Queries are those of rerankers, whose tokens the file gives for nothing. */
  private static final Map<String, String> UNITS =
      Map.of(
          "output_cost_per_image", "images",
          "input_cost_per_second", "audio_seconds",
          "output_cost_per_second", "video_seconds",
          "output_cost_per_video_per_second", "video_seconds",
          "input_cost_per_character", "characters",
          "ocr_cost_per_page", "pages",
          "input_cost_per_query", "calls",
          "input_cost_per_request", "calls");

  private static final Map<String, String> TIERS =
      Map.of("_batches", "batch", "_flex", "flex", "_priority", "priority");

  private static final Pattern ABOVE = Pattern.compile("_above_([0-9]{1,6})k_tokens");
  private static final int THOUSAND = 1_000;
  private static final int LONGEST_AMOUNT = 40;
  private static final int MOST_SCALE = 100;

  static {
    TOKENS.put("cache_creation_input_token_cost_above_1hr", "cache_write_1h");
    TOKENS.put("cache_creation_input_token_cost", "cache_write");
    TOKENS.put("cache_read_input_token_cost", "cache_read");
    TOKENS.put("output_cost_per_reasoning_token", "reasoning");
    TOKENS.put("input_cost_per_token", "input");
    TOKENS.put("output_cost_per_token", "output");
  }

  /**
   * Providers of which the file writes a family of models or an API behind the name, as in {@code
   * vertex_ai-anthropic_models}.
   */
  private static final Pattern FAMILY =
      Pattern.compile("(vertex_ai|fireworks_ai)-.+|(bedrock)_converse");

  private LiteLlmPrices() {}

  /** A provider as events of LiteLLM name it in {@code custom_llm_provider}. */
  static String nameProvider(String written) {
    Matcher family = FAMILY.matcher(written);
    return family.matches()
        ? Optional.ofNullable(family.group(1)).orElse(family.group(2))
        : written;
  }

  static List<ImportedPrice> readPrices(JsonNode file) {
    List<ImportedPrice> prices = new ArrayList<>();
    for (Map.Entry<String, JsonNode> model : file.properties()) {
      if (!model.getKey().equals(SAMPLE) && model.getValue().isObject()) {
        readModel(model.getKey(), model.getValue(), prices);
      }
    }
    return prices;
  }

  private static void readModel(String key, JsonNode model, List<ImportedPrice> prices) {
    String provider = nameProvider(model.path("litellm_provider").asString(""));
    ImportedPrice base = create(key, provider);
    for (Map.Entry<String, JsonNode> member : model.properties()) {
      addPrice(base, member.getKey(), member.getValue());
    }
    readRanges(base, model.path("tiered_pricing"));
    addSearches(base, model.path("search_context_cost_per_query"));
    if (base.isEmpty()) {
      return;
    }
    prices.add(base);
    if (provider.isEmpty()) {
      return;
    }
    // With the provider, so that a tier of one never competes with another provider of the model.
    TIERS.forEach(
        (suffix, tier) -> {
          ImportedPrice ofTier = base.with("provider", provider).with("service_tier", tier);
          boolean any = false;
          for (Map.Entry<String, JsonNode> member : model.properties()) {
            if (member.getKey().endsWith(suffix)) {
              String name =
                  member.getKey().substring(0, member.getKey().length() - suffix.length());
              any |= addPrice(ofTier, name, member.getValue());
            }
          }
          if (any) {
            prices.add(ofTier);
          }
        });
  }

  /** A name with the provider before it is a price of that provider alone. */
  private static ImportedPrice create(String key, String provider) {
    int slash = key.indexOf('/');
    if (slash <= 0) {
      return ImportedPrice.createPrice(key);
    }
    String name = key.substring(slash + 1);
    String before = key.substring(0, slash);
    return ImportedPrice.createPrice(name).with("provider", provider.isEmpty() ? before : provider);
  }

  private static boolean addPrice(ImportedPrice price, String name, JsonNode value) {
    Optional<BigDecimal> amount = readAmount(value);
    if (amount.isEmpty()) {
      return false;
    }
    String unit = UNITS.get(name);
    if (unit != null) {
      price.perUnit().put(unit, amount.get());
      return true;
    }
    String exact = TOKENS.get(name);
    if (exact != null) {
      price.addToken(exact, amount.get());
      return true;
    }
    Matcher above = ABOVE.matcher(name);
    if (above.find() && above.end() == name.length()) {
      String priced = TOKENS.get(name.substring(0, above.start()));
      if (priced != null) {
        price.addToken(Long.parseLong(above.group(1)) * THOUSAND, priced, amount.get());
        return true;
      }
    }
    return false;
  }

  /** Decimals from the text of the number; some files have them in quotes. */
  private static Optional<BigDecimal> readAmount(JsonNode value) {
    try {
      return Stream.of(value)
          .filter(node -> node.isNumber() || isShort(node))
          .map(node -> node.isNumber() ? node.decimalValue() : new BigDecimal(node.asString()))
          .filter(amount -> amount.signum() >= 0 && Math.abs((long) amount.scale()) <= MOST_SCALE)
          .findFirst();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private static boolean isShort(JsonNode node) {
    return node.isString() && node.asString().length() <= LONGEST_AMOUNT;
  }

  private static void readRanges(ImportedPrice base, JsonNode ranges) {
    for (JsonNode range : ranges) {
      long from = range.path("range").path(0).asLong(0);
      for (Map.Entry<String, String> token : TOKENS.entrySet()) {
        Optional<BigDecimal> amount = readAmount(range.path(token.getKey()));
        if (amount.isPresent() && from == 0) {
          base.addToken(token.getValue(), amount.get());
        } else if (amount.isPresent()) {
          base.addToken(from, token.getValue(), amount.get());
        }
      }
    }
  }

  private static void addSearches(ImportedPrice base, JsonNode searches) {
    readAmount(searches.path("search_context_size_medium"))
        .ifPresent(amount -> base.perUnit().put("searches", amount));
  }
}
