/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Joins imported prices to a list. A price that changed ends on the day of the import, and the new
 * one starts then; a price that the import does not name stays.
 */
final class PriceImport {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectNode list;
  private final ArrayNode prices = NODES.arrayNode();
  private final Map<JsonNode, ObjectNode> open = new LinkedHashMap<>();
  private final Set<String> ids = new HashSet<>();
  private int added;
  private int changed;
  private int unchanged;

  /**
   * Starts an import.
   *
   * @param before the body of the list as it is; null when there is none
   */
  PriceImport(JsonNode before, String currency) {
    list = before == null ? NODES.objectNode() : (ObjectNode) before.deepCopy();
    list.put("currency", currency);
    for (JsonNode price : list.path("prices")) {
      ObjectNode copy = (ObjectNode) price.deepCopy();
      prices.add(copy);
      ids.add(copy.path("id").asString());
      if (!copy.has("valid_to")) {
        open.put(copy.path("match"), copy);
      }
    }
    list.set("prices", prices);
  }

  /**
   * Adds the prices of a file that hold from {@code day} on; of two for the same usage the first.
   */
  PriceImport addAll(List<ImportedPrice> imported, Instant day) {
    Set<JsonNode> seen = new HashSet<>();
    for (ImportedPrice price : imported) {
      ObjectNode entry = write(price);
      if (seen.add(entry.path("match"))) {
        add(entry, day);
      }
    }
    return this;
  }

  private void add(ObjectNode entry, Instant day) {
    ObjectNode before = open.get(entry.path("match"));
    if (before != null && samePrices(before, entry)) {
      unchanged++;
      return;
    }
    String from = day.toString();
    if (before == null) {
      added++;
    } else {
      changed++;
      Instant since = readTime(before.path("valid_from").asString(Instant.EPOCH.toString()));
      if (since.isBefore(day)) {
        before.put("valid_to", from);
      } else {
        // A second import of one day corrects the first.
        prices.remove(indexOf(before));
        ids.remove(before.path("id").asString());
      }
    }
    entry.put("id", createId(entry.path("id").asString(), from.substring(0, 10)));
    entry.put("valid_from", from);
    prices.add(entry);
    open.put(entry.path("match"), entry);
  }

  private static Instant readTime(String text) {
    return Instant.parse(text.contains("T") ? text : text + "T00:00:00Z");
  }

  private int indexOf(ObjectNode price) {
    for (int i = 0; i < prices.size(); i++) {
      if (prices.get(i).path("id").equals(price.path("id"))) {
        return i;
      }
    }
    throw new IllegalStateException("not in the list: " + price);
  }

  private String createId(String wanted, String day) {
    String id = ids.contains(wanted) ? wanted + " " + day : wanted;
    for (int i = 2; ids.contains(id); i++) {
      id = wanted + " " + day + " " + i;
    }
    ids.add(id);
    return id;
  }

  private static boolean samePrices(ObjectNode one, ObjectNode other) {
    return withoutNames(one).equals(withoutNames(other));
  }

  private static ObjectNode withoutNames(ObjectNode price) {
    ObjectNode copy = price.deepCopy();
    copy.remove(List.of("id", "valid_from", "note"));
    return copy;
  }

  private static ObjectNode write(ImportedPrice price) {
    ObjectNode entry = NODES.objectNode();
    entry.put("id", price.id());
    ObjectNode match = entry.putObject("match");
    price.match().forEach(match::put);
    write(entry, "per_million", price.perMillion());
    write(entry, "per_unit", price.perUnit());
    if (!price.bands().isEmpty()) {
      ArrayNode bands = entry.putArray("bands");
      price
          .bands()
          .forEach(
              (bound, amounts) -> {
                ObjectNode band = bands.addObject().put("above_input_tokens", bound);
                write(band, "per_million", amounts);
              });
    }
    return entry;
  }

  private static void write(ObjectNode target, String member, Map<String, BigDecimal> amounts) {
    if (!amounts.isEmpty()) {
      ObjectNode written = target.putObject(member);
      amounts.forEach(
          (name, amount) -> written.put(name, amount.stripTrailingZeros().toPlainString()));
    }
  }

  /** The body of the list with the imported prices. */
  ObjectNode body() {
    return list;
  }

  int added() {
    return added;
  }

  int changed() {
    return changed;
  }

  int unchanged() {
    return unchanged;
  }
}
