/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.departments;

import io.tidemark.api.access.Role;
import io.tidemark.api.access.Scope;
import io.tidemark.api.prices.Decimals;
import io.tidemark.api.prices.Times;
import io.tidemark.api.prices.Validity;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SettingKind;
import io.tidemark.model.pricing.AllocationRule;
import io.tidemark.model.pricing.AllocationRule.Property;
import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.pricing.Pool;
import io.tidemark.model.schema.Limits;
import java.math.BigDecimal;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Rules that give costs to departments, as settings. */
@Component
final class AllocationKind implements SettingKind<Allocations> {

  private static final int MOST_RULES = 1_000;
  private static final int MOST_VALUES = 1_000;
  private static final int LONGEST = Limits.MAX_TEXT_CHARACTERS;

  private static final String[] PROPERTIES =
      Stream.of(Property.values()).map(Property::id).toArray(String[]::new);

  @Override
  public String id() {
    return "allocation";
  }

  @Override
  public String plural() {
    return "allocations";
  }

  @Override
  public int mostPerTenant() {
    return 20;
  }

  @Override
  public boolean mayRead(Scope scope) {
    return FinanceRoles.mayRead(scope);
  }

  @Override
  public Set<Role> writers() {
    return FinanceRoles.WRITERS;
  }

  @Override
  public Allocations parse(String id, JsonNode body) {
    BodyMembers members = new BodyMembers("", body).allow("rules", "default_time_zone");
    ZoneId zone = Times.readZone(members, "default_time_zone").orElse(ZoneOffset.UTC);
    JsonNode rules = body.path("rules");
    if (!rules.isArray() || rules.isEmpty() || rules.size() > MOST_RULES) {
      throw new SettingFault("rules", "This must be a list of 1 to " + MOST_RULES + " rules.");
    }
    List<AllocationRule> read = new ArrayList<>();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < rules.size(); i++) {
      AllocationRule rule = readRule("rules[" + i + ']', rules.get(i), zone);
      if (!ids.add(rule.id())) {
        throw new SettingFault("rules[" + i + "].id", "There is a rule with this id already.");
      }
      read.add(rule);
    }
    return new Allocations(read);
  }

  private static AllocationRule readRule(String entry, JsonNode rule, ZoneId zone) {
    BodyMembers members =
        new BodyMembers(entry, rule).allow("id", "match", "shares", Validity.FROM, Validity.TO);
    Validity validity = Validity.read(members, zone);
    return new AllocationRule(
        members.requireText("id", LONGEST),
        readMatch(members.entryOf("match"), rule.path("match")),
        readShares(members.entryOf("shares"), rule.path("shares")),
        validity.from(),
        validity.to());
  }

  private static Map<Property, List<String>> readMatch(String entry, JsonNode match) {
    new BodyMembers(entry, match).allow(PROPERTIES);
    Map<Property, List<String>> read = new EnumMap<>(Property.class);
    for (Property property : Property.values()) {
      JsonNode value = match.path(property.id());
      if (!value.isMissingNode()) {
        read.put(property, readValues(entry + '.' + property.id(), value));
      }
    }
    if (read.isEmpty()) {
      throw new SettingFault(
          entry, "A rule must look at one of " + String.join(", ", PROPERTIES) + ".");
    }
    return read;
  }

  /** A text or a list of texts. */
  private static List<String> readValues(String entry, JsonNode value) {
    List<String> values = new ArrayList<>();
    if (value.isString()) {
      values.add(value.asString());
    } else if (value.isArray()) {
      value.forEach(one -> values.add(one.isString() ? one.asString() : ""));
    }
    boolean fits = values.stream().allMatch(one -> !one.isBlank() && one.length() <= LONGEST);
    if (values.isEmpty() || values.size() > MOST_VALUES || !fits) {
      throw new SettingFault(
          entry, "This must be a text, or a list of 1 to " + MOST_VALUES + " texts.");
    }
    return List.copyOf(values);
  }

  private static Map<String, BigDecimal> readShares(String entry, JsonNode shares) {
    Map<String, BigDecimal> read = new LinkedHashMap<>();
    if (shares.isString()) {
      read.put(shares.asString(), BigDecimal.ONE);
    } else if (shares.isObject()) {
      shares
          .properties()
          .forEach(
              one ->
                  read.put(
                      one.getKey(), Decimals.read(entry + '.' + one.getKey(), one.getValue())));
    }
    if (read.containsKey(Allocations.UNALLOCATED)
        || read.containsKey(Pool.IDLE)
        || read.keySet().stream().anyMatch(String::isBlank)) {
      throw new SettingFault(entry, "A department needs a name other than unallocated and idle.");
    }
    BigDecimal sum = read.values().stream().reduce(BigDecimal.ZERO, BigDecimal::add);
    if (sum.compareTo(BigDecimal.ONE) != 0) {
      throw new SettingFault(
          entry, "Shares of departments must add up to 1; these add up to " + sum + ".");
    }
    return read;
  }
}
