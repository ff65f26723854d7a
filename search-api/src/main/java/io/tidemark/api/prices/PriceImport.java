/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.tidemark.api.settings.BodyMembers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Joins imported prices to a list. A price that changed ends on the day of the import, and the new
 * one starts then, until the next one that the list announces; a price that the import does not
 * name stays.
 */
final class PriceImport {

  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private final ObjectNode list;
  private final ArrayNode prices = NODES.arrayNode();
  private final Map<JsonNode, List<Held>> byMatch = new HashMap<>();
  private final Set<String> ids = new HashSet<>();
  private int added;
  private int changed;
  private int unchanged;

  /** A price of the list and when it holds. */
  private record Held(ObjectNode entry, Validity validity) {

    private boolean holdsAt(Instant time) {
      return !validity.from().isAfter(time)
          && (validity.to() == null || time.isBefore(validity.to()));
    }
  }

  /**
   * Starts an import.
   *
   * @param before the body of the list as it is; null when there is none
   */
  PriceImport(JsonNode before, String currency) {
    list = before == null ? NODES.objectNode() : (ObjectNode) before.deepCopy();
    list.put("currency", currency);
    ZoneId zone =
        Times.readZone(new BodyMembers("", list), "default_time_zone").orElse(ZoneOffset.UTC);
    for (JsonNode price : list.path("prices")) {
      prices.add(price.deepCopy());
    }
    list.set("prices", prices);
    nameProviders();
    for (JsonNode price : prices) {
      BodyMembers members = new BodyMembers("prices", price);
      ids.add(price.path("id").asString());
      byMatch
          .computeIfAbsent(price.path("match"), key -> new ArrayList<>())
          .add(
              new Held(
                  (ObjectNode) price,
                  Validity.read(members, Times.readZone(members, "time_zone").orElse(zone))));
    }
  }

  /**
   * Earlier imports took providers as the file of LiteLLM writes them, which no event does. Their
   * ids stay.
   */
  private void nameProviders() {
    Map<JsonNode, JsonNode> taken = new HashMap<>();
    prices.forEach(price -> taken.put(price.path("match"), price.path("match")));
    for (JsonNode price : prices) {
      JsonNode match = price.path("match");
      String written = match.path("provider").asString("");
      String name = LiteLlmPrices.nameProvider(written);
      if (name.equals(written) || !price.path("id").asString("").startsWith(written + '/')) {
        continue;
      }
      ObjectNode named = ((ObjectNode) match.deepCopy()).put("provider", name);
      // Two prices of the same usage would make the list a wrong one.
      if (taken.computeIfAbsent(named, key -> match).equals(match)) {
        ((ObjectNode) price).set("match", named);
      }
    }
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
    List<Held> known = byMatch.getOrDefault(entry.path("match"), List.of());
    Optional<Held> before = known.stream().filter(price -> price.holdsAt(day)).findFirst();
    if (before.isPresent() && samePrices(before.get().entry(), entry)) {
      unchanged++;
      return;
    }
    String from = day.toString();
    if (before.isEmpty()) {
      added++;
    } else {
      changed++;
      endPrice(before.get(), day);
    }
    entry.put("id", createId(entry.path("id").asString(), from.substring(0, 10)));
    entry.put(Validity.FROM, from);
    known.stream()
        .map(price -> price.validity().from())
        .filter(day::isBefore)
        .min(Comparator.naturalOrder())
        .ifPresent(next -> entry.put(Validity.TO, next.toString()));
    prices.add(entry);
  }

  private void endPrice(Held price, Instant day) {
    if (price.validity().from().isBefore(day)) {
      price.entry().put(Validity.TO, day.toString());
      return;
    }
    // A second import of one day corrects the first.
    prices.remove(indexOf(price.entry()));
    ids.remove(price.entry().path("id").asString());
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
    return withoutNames(one).equals(PriceImport::compareValues, withoutNames(other));
  }

  /** The bound of a band may be an int or a long. */
  private static int compareValues(JsonNode one, JsonNode other) {
    if (one.isNumber() && other.isNumber()) {
      return one.decimalValue().compareTo(other.decimalValue());
    }
    return one.equals(other) ? 0 : 1;
  }

  private static ObjectNode withoutNames(ObjectNode price) {
    ObjectNode copy = price.deepCopy();
    copy.remove(List.of("id", Validity.FROM, Validity.TO, "note"));
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
      amounts.forEach((name, amount) -> written.put(name, Decimals.format(amount)));
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
