/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/**
 * Reads {@code default-model-prices.json} of Langfuse: an array of models with prices of one token
 * in USD by usage type. Patterns of models are read as far as they list names.
 */
final class LangfusePrices {

  private static final Map<String, String> TYPES =
      Map.ofEntries(
          Map.entry("input", "input"),
          Map.entry("output", "output"),
          Map.entry("total", "total"),
          Map.entry("input_cached_tokens", "cache_read"),
          Map.entry("input_cache_read", "cache_read"),
          Map.entry("cache_read_input_tokens", "cache_read"),
          Map.entry("input_cache_creation", "cache_write"),
          Map.entry("cache_creation_input_tokens", "cache_write"),
          Map.entry("input_cache_creation_1h", "cache_write_1h"),
          Map.entry("output_reasoning_tokens", "reasoning"),
          Map.entry("output_reasoning", "reasoning"));

  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._/:-]+");

  private LangfusePrices() {}

  static List<ImportedPrice> readPrices(JsonNode file) {
    List<ImportedPrice> prices = new ArrayList<>();
    for (JsonNode model : file) {
      for (String name : listNames(model)) {
        readModel(name, model, prices);
      }
    }
    return prices;
  }

  private static Set<String> listNames(JsonNode model) {
    Set<String> names = new TreeSet<>();
    if (!model.path("modelName").asString("").isBlank()) {
      names.add(model.path("modelName").asString());
    }
    LangfuseNames.listNames(model.path("matchPattern").asString("")).stream()
        .filter(name -> NAME.matcher(name).matches())
        .forEach(names::add);
    return names;
  }

  private static void readModel(String name, JsonNode model, List<ImportedPrice> prices) {
    ImportedPrice base = ImportedPrice.createPrice(name);
    JsonNode tiers = model.path("pricingTiers");
    addAll(base, model.path("prices"));
    for (JsonNode tier : tiers) {
      if (tier.path("isDefault").asBoolean()) {
        addAll(base, tier.path("prices"));
      }
    }
    for (JsonNode tier : tiers) {
      addBand(base, tier);
    }
    if (base.isEmpty()) {
      return;
    }
    prices.add(base);
    for (JsonNode tier : tiers) {
      addServiceTier(base, tier, prices);
    }
  }

  private static void addBand(ImportedPrice base, JsonNode tier) {
    JsonNode condition = tier.path("conditions").path(0);
    boolean single = tier.path("conditions").size() == 1;
    if (single
        && condition.path("usageDetailPattern").asString("").contains("input")
        && condition.path("operator").asString("").equals("gt")
        && condition.path("value").isIntegralNumber()) {
      forEachPrice(
          tier.path("prices"),
          (type, price) -> base.addToken(condition.path("value").asLong(), type, price));
    }
  }

  private static void addServiceTier(
      ImportedPrice base, JsonNode tier, List<ImportedPrice> prices) {
    JsonNode condition = tier.path("conditions").path(0);
    boolean single = tier.path("conditions").size() == 1;
    String key = condition.path("key").asString("");
    if (!single || !Set.of("service_tier", "speed").contains(key)) {
      return;
    }
    for (JsonNode value : condition.path("values")) {
      ImportedPrice ofTier = base.with("service_tier", value.asString(""));
      addAll(ofTier, tier.path("prices"));
      prices.add(ofTier);
    }
  }

  private static void addAll(ImportedPrice price, JsonNode prices) {
    forEachPrice(prices, price::addToken);
  }

  /** Gets the price of one token of a class. */
  private interface PriceConsumer {
    void accept(String priced, BigDecimal price);
  }

  private static void forEachPrice(JsonNode prices, PriceConsumer consumer) {
    for (Map.Entry<String, JsonNode> price : prices.properties()) {
      String priced = TYPES.get(price.getKey());
      JsonNode value =
          price.getValue().isObject() ? price.getValue().path("price") : price.getValue();
      boolean withParts = priced != null && priced.equals("total") && prices.size() > 1;
      if (priced != null && !withParts && value.isNumber() && value.decimalValue().signum() >= 0) {
        consumer.accept(priced, value.decimalValue());
      }
    }
  }
}
