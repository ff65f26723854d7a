/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.prices;

import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.model.pricing.ModelPattern;
import io.tidemark.model.pricing.Price;
import io.tidemark.model.pricing.PriceBand;
import io.tidemark.model.pricing.PriceHours;
import io.tidemark.model.pricing.PriceList;
import io.tidemark.model.pricing.PriceMatch;
import io.tidemark.model.pricing.PriceMatch.Property;
import io.tidemark.model.schema.Limits;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Reads the body of a price list. A list with a mistake is rejected whole. */
final class PriceListReader {

  private static final int MOST_PRICES = 10_000;
  private static final int MOST_BANDS = 20;
  private static final int LONGEST_NAME = Limits.MAX_TEXT_CHARACTERS;
  private static final int LONGEST_NOTE = 500;

  private static final String[] MEMBERS =
      Stream.concat(
              Stream.of(
                  "id", "match", Validity.FROM, Validity.TO, "time_zone", "bands", "hours", "note"),
              UnitPricesReader.memberNames().stream().sorted())
          .toArray(String[]::new);

  private static final String[] BAND_MEMBERS =
      Stream.concat(
              Stream.of("above_input_tokens"), UnitPricesReader.memberNames().stream().sorted())
          .toArray(String[]::new);

  private PriceListReader() {}

  /**
   * The list in {@code body}.
   *
   * @throws SettingFault with the entry that is wrong
   */
  static NamedPriceList readList(String id, JsonNode body) {
    BodyMembers members =
        new BodyMembers("", body)
            .allow("list", "currency", "default", "default_time_zone", "note", "prices");
    members
        .text("list", LONGEST_NAME)
        .filter(name -> !name.equals(id))
        .ifPresent(
            name -> {
              throw new SettingFault("list", "This must be the id of the list, '" + id + "'.");
            });
    members.text("note", LONGEST_NOTE);
    String currency = Currencies.read(members, "currency");
    ZoneId zone = Times.readZone(members, "default_time_zone").orElse(ZoneOffset.UTC);
    JsonNode prices = body.path("prices");
    if (!prices.isArray() || prices.size() > MOST_PRICES) {
      throw new SettingFault(
          "prices", "This must be an array of at most " + MOST_PRICES + " prices.");
    }
    PriceList list = new PriceList(id, currency, readAll(prices, zone));
    requireOneOf(list);
    return new NamedPriceList(list, isDefault(body.path("default")));
  }

  static boolean isDefault(JsonNode value) {
    if (!value.isMissingNode() && !value.isBoolean()) {
      throw new SettingFault("default", "This must be true or false.");
    }
    return value.asBoolean(false);
  }

  private static List<Price> readAll(JsonNode prices, ZoneId zone) {
    List<Price> read = new ArrayList<>();
    Map<String, Integer> places = new HashMap<>();
    for (int i = 0; i < prices.size(); i++) {
      String entry = "prices[" + i + "]";
      Price price = readNamed(entry, prices.get(i), zone);
      Integer before = places.put(price.id(), i);
      if (before != null) {
        throw new SettingFault(
            entry + ".id", "The id '" + price.id() + "' is already in prices[" + before + "].");
      }
      read.add(price);
    }
    return read;
  }

  private static Price readNamed(String entry, JsonNode body, ZoneId zone) {
    String name = body.path("id").asString("");
    try {
      return readPrice(new BodyMembers(entry, body), body, zone);
    } catch (SettingFault fault) {
      throw name.isEmpty()
          ? fault
          : new SettingFault(fault.entry(), "Price '" + name + "': " + fault.getMessage());
    }
  }

  private static Price readPrice(BodyMembers members, JsonNode body, ZoneId listZone) {
    members.allow(MEMBERS);
    members.text("note", LONGEST_NOTE);
    String id = members.requireText("id", LONGEST_NAME);
    PriceMatch match = readMatch(members.entryOf("match"), body.path("match"));
    ZoneId zone = Times.readZone(members, "time_zone").orElse(listZone);
    Validity validity = Validity.read(members, zone);
    List<PriceHours> hours =
        PriceHoursReader.readHours(members.entryOf("hours"), body.path("hours"));
    return new Price(
        id,
        match,
        validity.from(),
        validity.to(),
        UnitPricesReader.readPrices(members, body, PricedUsage.classesOf(match.workload())),
        readBands(members.entryOf("bands"), body.path("bands"), match.workload()),
        new Price.Hours(zone, hours));
  }

  private static PriceMatch readMatch(String entry, JsonNode body) {
    BodyMembers members = new BodyMembers(entry, body);
    String workload =
        body.path("workload").isMissingNode()
            ? PricedUsage.MODEL_CALLS
            : members.requireChoice("workload", PricedUsage.workloads());
    List<String> allowed = new ArrayList<>(List.of("workload"));
    allowed.addAll(PricedUsage.modelMembersOf(workload));
    Map<Property, String> conditions = new EnumMap<>(Property.class);
    if (workload.equals(PricedUsage.MODEL_CALLS)) {
      for (Property property : Property.values()) {
        allowed.add(property.id());
        members.text(property.id(), LONGEST_NAME).ifPresent(v -> conditions.put(property, v));
      }
    }
    members.allow(allowed.toArray(String[]::new));
    ModelPattern model =
        PricedUsage.modelMembersOf(workload).stream()
            .flatMap(name -> members.text(name, LONGEST_NAME).stream())
            .findFirst()
            .map(ModelPattern::parse)
            .orElse(ModelPattern.ANY);
    return new PriceMatch(workload, model, conditions);
  }

  private static List<PriceBand> readBands(String entry, JsonNode bands, String workload) {
    if (bands.isMissingNode()) {
      return List.of();
    }
    if (!bands.isArray() || bands.size() > MOST_BANDS) {
      throw new SettingFault(entry, "This must be an array of at most " + MOST_BANDS + " bands.");
    }
    Map<Long, PriceBand> read = new HashMap<>();
    for (int i = 0; i < bands.size(); i++) {
      BodyMembers members = new BodyMembers(entry + '[' + i + ']', bands.get(i));
      members.allow(BAND_MEMBERS);
      JsonNode bound = bands.get(i).path("above_input_tokens");
      if (!bound.isIntegralNumber() || !bound.canConvertToLong() || bound.asLong() < 1) {
        throw new SettingFault(
            members.entryOf("above_input_tokens"), "This must be a whole number from 1.");
      }
      PriceBand band =
          new PriceBand(
              bound.asLong(),
              UnitPricesReader.readPrices(members, bands.get(i), PricedUsage.classesOf(workload)));
      if (read.put(bound.asLong(), band) != null) {
        throw new SettingFault(
            members.entryOf("above_input_tokens"), "There is a band with this bound already.");
      }
    }
    return List.copyOf(read.values());
  }

  private static void requireOneOf(PriceList list) {
    list.findAmbiguity()
        .ifPresent(
            pair -> {
              int first = list.prices().indexOf(pair.first());
              int second = list.prices().indexOf(pair.second());
              throw new SettingFault(
                  "prices[" + second + "]",
                  "The prices '%s' (prices[%d]) and '%s' (prices[%d]) are equally specific and hold at"
                          .formatted(pair.first().id(), first, pair.second().id(), second)
                      + " the same time. Give one more conditions, or end it with valid_to.");
            });
  }
}
