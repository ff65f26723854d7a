/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.model.pricing.PricedClass;
import io.tidemark.model.pricing.UnitPrices;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads prices by class, each in a member that says of how many units the price is. */
final class UnitPricesReader {

  /** Members with prices, and how many units each price is for as a power of ten. */
  private static final Map<String, Integer> UNITS =
      Map.of("per_million", 6, "per_thousand", 3, "per_unit", 0, "per_hour", 0);

  private static final String PER_HOUR = "per_hour";
  private static final Set<PricedClass> BY_THE_HOUR = EnumSet.of(PricedClass.RUN);

  private UnitPricesReader() {}

  /** Names of the members with prices. */
  static Set<String> memberNames() {
    return UNITS.keySet();
  }

  /**
   * The prices of an object.
   *
   * @param members the object
   * @param body the same object
   * @param allowed the classes that the usage can have
   */
  static UnitPrices readPrices(BodyMembers members, JsonNode body, Set<PricedClass> allowed) {
    Map<PricedClass, BigDecimal> prices = new EnumMap<>(PricedClass.class);
    for (String unit : UNITS.keySet().stream().sorted().toList()) {
      if (!body.path(unit).isMissingNode()) {
        addAll(prices, members.entryOf(unit), unit, body.path(unit), allowed);
      }
    }
    if (prices.isEmpty()) {
      throw new SettingFault(
          members.entryOf("per_million"),
          "A price needs one of " + UNITS.keySet().stream().sorted().toList() + ".");
    }
    if (prices.containsKey(PricedClass.TOTAL)
        && prices.keySet().stream().filter(PricedClass::isCallToken).count() > 1) {
      throw new SettingFault(
          members.entryOf("per_million"), "total cannot be combined with prices of its parts.");
    }
    return new UnitPrices(prices);
  }

  private static void addAll(
      Map<PricedClass, BigDecimal> prices,
      String entry,
      String unit,
      JsonNode amounts,
      Set<PricedClass> allowed) {
    Set<PricedClass> fitting = EnumSet.copyOf(allowed);
    if (unit.equals(PER_HOUR)) {
      fitting.retainAll(BY_THE_HOUR);
    } else {
      fitting.removeAll(BY_THE_HOUR);
    }
    String[] names = fitting.stream().map(PricedClass::id).toArray(String[]::new);
    BodyMembers members = new BodyMembers(entry, amounts).allow(names);
    for (Map.Entry<String, JsonNode> amount : amounts.properties()) {
      PricedClass priced = PricedClass.find(amount.getKey()).orElseThrow();
      String place = members.entryOf(amount.getKey());
      BigDecimal price = Decimals.read(place, amount.getValue()).movePointLeft(UNITS.get(unit));
      if (prices.put(priced, price) != null) {
        throw new SettingFault(place, "This class has a price already.");
      }
    }
    if (amounts.isEmpty()) {
      throw new SettingFault(entry, "There is no price; allowed are " + describe(fitting) + ".");
    }
  }

  private static String describe(Set<PricedClass> classes) {
    return classes.stream().map(PricedClass::id).collect(Collectors.joining(", "));
  }
}
