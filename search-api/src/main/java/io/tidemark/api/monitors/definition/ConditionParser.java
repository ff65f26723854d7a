/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import io.tidemark.api.monitors.definition.Condition.Against;
import io.tidemark.api.monitors.definition.Condition.Direction;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import java.util.Arrays;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads the condition of a monitor, and the score at which its alerts end. */
final class ConditionParser {

  /** Days before today that are kept for certain. */
  static final int MOST_DAYS = 28;

  /** More windows than that cannot be read at once for each of 200 keys. */
  static final int MOST_BURST_DAYS = 3;

  static final int ABSENCE_DAYS = 7;
  static final int NOVELTY_DAYS = 30;

  private static final String CONDITION = "condition";
  private static final String KIND = "kind";
  private static final String VALUE = "value";
  private static final String DAYS = "days";
  private static final String AT_LEAST = "at_least_ratio";
  private static final String AT_MOST = "at_most_ratio";
  private static final int DAYS_PER_WEEK = 7;
  private static final int DEFAULT_K = 4;
  private static final int MOST_K = 100;
  private static final int MOST_WEEKS = 4;
  private static final double BURST_RATIO = 2;
  private static final double BURST_PERCENTILE = 99;
  private static final double NOT_FINAL_HOURS = 3;
  private static final double MOST_RATIO = 1_000_000;
  private static final Set<String> KINDS =
      Set.of("above", "below", "change", "unusual", "burst", "new", "absence", "pipeline");

  private final JsonNode body;
  private final BodyMembers members;

  private ConditionParser(JsonNode body) {
    this.body = body;
    this.members = new BodyMembers(CONDITION, body);
  }

  static Condition parse(JsonNode body) {
    if (body.isMissingNode()) {
      throw new SettingFault(CONDITION, "This member is missing.");
    }
    return new ConditionParser(body).parse();
  }

  private Condition parse() {
    return switch (members.requireChoice(KIND, KINDS)) {
      case "above" -> {
        members.allow(KIND, VALUE);
        yield new Condition.Above(number(VALUE));
      }
      case "below" -> {
        members.allow(KIND, VALUE);
        double value = number(VALUE);
        if (value == 0) {
          throw new SettingFault("condition.value", "No value is below 0: it would never fire.");
        }
        yield new Condition.Below(value);
      }
      case "change" -> change();
      case "unusual" -> unusual();
      case "burst" -> burst();
      case "new" -> {
        members.allow(KIND, DAYS);
        yield new Condition.Novelty(days(NOVELTY_DAYS, 1, NOVELTY_DAYS));
      }
      case "absence" -> {
        members.allow(KIND, DAYS);
        yield new Condition.Absence(days(ABSENCE_DAYS, 1, MOST_DAYS));
      }
      default -> pipeline();
    };
  }

  private double number(String name) {
    return BodyNumbers.require(members, body, name, 0, Double.MAX_VALUE);
  }

  private int days(int byDefault, int least, int most) {
    return BodyNumbers.readWhole(members, body, DAYS, byDefault, least, most);
  }

  private Condition change() {
    members.allow(KIND, "against", DAYS, AT_LEAST, AT_MOST);
    Set<String> names =
        Arrays.stream(Against.values()).map(Against::id).collect(Collectors.toSet());
    Against against =
        Against.valueOf(members.requireChoice("against", names).toUpperCase(Locale.ROOT));
    if (body.has(AT_LEAST) == body.has(AT_MOST)) {
      throw new SettingFault(
          CONDITION, "Give either at_least_ratio, for growth, or at_most_ratio, for decline.");
    }
    boolean up = body.has(AT_LEAST);
    double ratio = BodyNumbers.require(members, body, up ? AT_LEAST : AT_MOST, 0, MOST_RATIO);
    if (up && ratio <= 1) {
      throw new SettingFault(
          "condition.at_least_ratio",
          "A growth has a ratio above 1: three times is 3, +300 % is 4.");
    }
    if (!up && ratio >= 1) {
      throw new SettingFault(
          "condition.at_most_ratio", "A decline has a ratio below 1: half is 0.5.");
    }
    return new Condition.Change(against, changeDays(against), ratio, up);
  }

  private int changeDays(Against against) {
    if (against == Against.PREVIOUS_WINDOW) {
      if (body.has(DAYS)) {
        throw new SettingFault("condition.days", "previous_window compares with one window alone.");
      }
      return 0;
    }
    int days = days(DAYS_PER_WEEK, 1, MOST_DAYS);
    if (against == Against.MEDIAN_OF_SAME_WEEKDAYS && days % DAYS_PER_WEEK != 0) {
      throw new SettingFault("condition.days", "The same weekdays need 7, 14, 21 or 28 days.");
    }
    return days;
  }

  private Condition unusual() {
    members.allow(KIND, "k", "weeks", "direction");
    OptionalDouble k = BodyNumbers.find(members, body, "k", 1, MOST_K);
    int weeks = BodyNumbers.readWhole(members, body, "weeks", MOST_WEEKS, 2, MOST_WEEKS);
    Set<String> names =
        Arrays.stream(Direction.values()).map(Direction::id).collect(Collectors.toSet());
    Direction direction =
        body.has("direction")
            ? Direction.valueOf(members.requireChoice("direction", names).toUpperCase(Locale.ROOT))
            : Direction.BOTH;
    return new Condition.Unusual(k.orElse(DEFAULT_K), weeks, direction);
  }

  private Condition burst() {
    members.allow(KIND, AT_LEAST, "percentile", DAYS);
    return new Condition.Burst(
        BodyNumbers.find(members, body, AT_LEAST, 1, MOST_RATIO).orElse(BURST_RATIO),
        BodyNumbers.find(members, body, "percentile", 50, 100).orElse(BURST_PERCENTILE),
        days(MOST_BURST_DAYS, 1, MOST_BURST_DAYS));
  }

  private Condition pipeline() {
    members.allow(
        KIND, "not_final_hours", "dead_letters", "conflicting_duplicates", "rejections_ratio");
    OptionalDouble hours = BodyNumbers.find(members, body, "not_final_hours", 2, 720);
    OptionalDouble letters = BodyNumbers.find(members, body, "dead_letters", 1, Double.MAX_VALUE);
    OptionalDouble conflicting =
        BodyNumbers.find(members, body, "conflicting_duplicates", 1, Double.MAX_VALUE);
    OptionalDouble ratio = BodyNumbers.find(members, body, "rejections_ratio", 1.1, MOST_RATIO);
    boolean none = hours.isEmpty() && letters.isEmpty() && conflicting.isEmpty() && ratio.isEmpty();
    return new Condition.Pipeline(
        none ? OptionalDouble.of(NOT_FINAL_HOURS) : hours, letters, conflicting, ratio);
  }

  /** The score at which an alert ends; empty when the body names none. */
  static OptionalDouble clear(JsonNode body, Condition condition) {
    if (body.isMissingNode() || body.isNull()) {
      return OptionalDouble.empty();
    }
    String name = clearMember(condition);
    if (name.isEmpty()) {
      throw new SettingFault(
          "clear", "The condition " + condition.kind() + " has no score that could clear it.");
    }
    BodyMembers members = new BodyMembers("clear", body).allow(name);
    return OptionalDouble.of(BodyNumbers.require(members, body, name, 0, Double.MAX_VALUE));
  }

  private static String clearMember(Condition condition) {
    if (condition instanceof Condition.Above) {
      return "value_below";
    }
    if (condition instanceof Condition.Below) {
      return "value_above";
    }
    if (condition instanceof Condition.Change change) {
      return change.firesUp() ? "ratio_below" : "ratio_above";
    }
    if (condition instanceof Condition.Burst) {
      return "ratio_below";
    }
    return condition instanceof Condition.Unusual ? "k_below" : "";
  }
}
