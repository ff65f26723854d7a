/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import io.tidemark.api.selection.Filters;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.schema.Limits;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Reads monitors, and rejects those that contradict themselves or can never fire. */
public final class MonitorParser {

  /** Windows in a row that a monitor may demand. */
  static final int MOST_WINDOWS = 30;

  private static final Duration LONGEST_STREAK = Duration.ofDays(14);
  private static final int MOST_CHANNELS = 10;
  private static final int MOST_FLOORS = 5;
  private static final Duration RESEND = Duration.ofHours(24);
  private static final Duration SHORTEST_RESEND = Duration.ofMinutes(5);
  private static final Duration LONGEST_RESEND = Duration.ofDays(30);
  private static final int LONGEST_NAME = Limits.MAX_TEXT_CHARACTERS;

  /** Names that routes have in the place of an id. */
  private static final Set<String> RESERVED = Set.of("recipes", "status");

  private final JsonNode body;
  private final BodyMembers members;

  private MonitorParser(JsonNode body) {
    this.body = body;
    this.members =
        new BodyMembers("", body)
            .allow(
                "id",
                "workload",
                "metric",
                "match",
                "per",
                "window",
                "time_zone",
                "condition",
                "floor",
                "for",
                "clear",
                "no_data",
                "resend",
                "channels",
                "quiet_hours");
  }

  /**
   * Reads the body of a monitor.
   *
   * @throws SettingFault with the entry that is wrong
   */
  public static Monitor parse(String id, JsonNode body) {
    return new MonitorParser(body).parse(id);
  }

  private Monitor parse(String id) {
    requireId(id);
    Workload workload = workload();
    Condition condition = ConditionParser.parse(body.path("condition"));
    MonitorWindow window = window(condition);
    ZoneId zone = zone();
    Optional<String> per = members.text("per", LONGEST_NAME).filter(name -> !name.equals("none"));
    requireDimension(workload, condition, per);
    boolean ofRecords = window.needsRecords() || per.equals(Optional.of(Monitor.ADDRESS_BLOCK));
    if (ofRecords && workload != Workload.MODEL_CALLS) {
      throw new SettingFault(
          "window", "Windows of less than an hour count records, which only model-calls have.");
    }
    Monitor monitor =
        new Monitor(
            id,
            workload,
            metric(workload, condition, ofRecords),
            filters(workload),
            per,
            window,
            zone,
            condition,
            floor(workload, ofRecords),
            forWindows(window),
            ConditionParser.clear(body.path("clear"), condition),
            noData(),
            resend(),
            channels(),
            quietHours());
    MonitorRules.checkMonitor(monitor);
    return monitor;
  }

  private void requireId(String id) {
    if (RESERVED.contains(id)) {
      throw new SettingFault("id", "The id " + id + " is the name of a route.");
    }
    members
        .text("id", LONGEST_NAME)
        .filter(named -> !named.equals(id))
        .ifPresent(
            named -> {
              throw new SettingFault("id", "The address names another id: " + id + ".");
            });
  }

  private Workload workload() {
    Set<String> ids = Workload.listAll().stream().map(Workload::id).collect(Collectors.toSet());
    return Workload.find(members.requireChoice("workload", ids)).orElseThrow();
  }

  private MonitorWindow window(Condition condition) {
    if (condition instanceof Condition.Burst && !body.has("window")) {
      return MonitorWindow.MINUTES_15;
    }
    if (condition instanceof Condition.Pipeline && !body.has("window")) {
      return MonitorWindow.HOURS_1;
    }
    String id = members.requireText("window", LONGEST_NAME);
    return MonitorWindow.find(id)
        .orElseThrow(
            () ->
                new SettingFault(
                    "window",
                    "This must be one of " + String.join(", ", MonitorWindow.ids()) + "."));
  }

  private ZoneId zone() {
    String zone = members.text("time_zone", LONGEST_NAME).orElse("UTC");
    if (!zone.equals("UTC") && !ZoneId.getAvailableZoneIds().contains(zone)) {
      throw new SettingFault("time_zone", "This must be a name of the IANA time zone database.");
    }
    return ZoneId.of(zone);
  }

  private void requireDimension(Workload workload, Condition condition, Optional<String> per) {
    if (per.isEmpty()) {
      return;
    }
    boolean ofRecords =
        per.get().equals(Monitor.ADDRESS_BLOCK)
            && condition instanceof Condition.Novelty
            && workload == Workload.MODEL_CALLS;
    if (!ofRecords && !workload.dimensions().contains(per.get())) {
      throw new SettingFault(
          "per",
          workload.id()
              + " has no such dimension; there are "
              + String.join(", ", workload.dimensions())
              + ".");
    }
  }

  private Optional<MonitorMetric> metric(
      Workload workload, Condition condition, boolean ofRecords) {
    if (condition instanceof Condition.Pipeline) {
      if (body.has("metric")) {
        throw new SettingFault("metric", "A pipeline monitor watches no metric of the workload.");
      }
      return Optional.empty();
    }
    boolean counts =
        condition instanceof Condition.Burst
            || condition instanceof Condition.Novelty
            || condition instanceof Condition.Absence;
    String main = workload.mainCount().name();
    Optional<String> named = members.text("metric", LONGEST_NAME);
    if (counts && named.filter(name -> !name.equals(main)).isPresent()) {
      throw new SettingFault(
          "metric", "The condition " + condition.kind() + " counts " + main + " alone.");
    }
    String name = counts ? main : members.requireText("metric", LONGEST_NAME);
    return Optional.of(requireMetric("metric", workload, name, ofRecords));
  }

  private static MonitorMetric requireMetric(
      String entry, Workload workload, String name, boolean ofRecords) {
    return MonitorMetric.find(workload, name, ofRecords)
        .orElseThrow(
            () ->
                new SettingFault(
                    entry,
                    workload.id()
                        + (ofRecords
                            ? " has no such metric for windows of less than an hour"
                            : " has no such metric")
                        + "; there are "
                        + String.join(", ", MonitorMetric.names(workload, ofRecords))
                        + "."));
  }

  private Filters filters(Workload workload) {
    JsonNode match = body.path("match");
    return match.isMissingNode() || match.isNull()
        ? Filters.NONE
        : MatchParser.parse(match, workload.filters());
  }

  private Map<String, Double> floor(Workload workload, boolean ofRecords) {
    JsonNode floor = body.path("floor");
    if (floor.isMissingNode() || floor.isNull()) {
      return Map.of();
    }
    BodyMembers inner = new BodyMembers("floor", floor);
    Map<String, Double> floors = new LinkedHashMap<>();
    for (String name : floor.propertyNames()) {
      requireMetric(inner.entryOf(name), workload, name, ofRecords);
      floors.put(name, BodyNumbers.require(inner, floor, name, 0, Double.MAX_VALUE));
    }
    if (floors.size() > MOST_FLOORS) {
      throw new SettingFault("floor", "There are at most " + MOST_FLOORS + " floors.");
    }
    return floors;
  }

  private int forWindows(MonitorWindow window) {
    int windows = BodyNumbers.readWhole(members, body, "for", 1, 1, MOST_WINDOWS);
    if (window.length().multipliedBy(windows).compareTo(LONGEST_STREAK) > 0) {
      throw new SettingFault("for", "The windows in a row must last at most 14 days.");
    }
    return windows;
  }

  private NoData noData() {
    JsonNode given = body.path("no_data");
    if (given.isObject()) {
      BodyMembers inner = new BodyMembers("no_data", given).allow("alert_after");
      return new NoData(
          NoData.Policy.ALERT,
          BodyNumbers.readWhole(inner, given, "alert_after", 0, 1, MOST_WINDOWS));
    }
    if (given.isMissingNode() || given.isNull()) {
      return NoData.IGNORED;
    }
    if (!given.isString() || !Set.of("ignore", "keep").contains(given.asString())) {
      throw new SettingFault(
          "no_data", "This must be ignore, keep, or {alert_after: n} with a number of windows.");
    }
    return given.asString().equals("keep") ? new NoData(NoData.Policy.KEEP, 0) : NoData.IGNORED;
  }

  private Duration resend() {
    return members
        .text("resend", LONGEST_NAME)
        .map(text -> BodyNumbers.duration("resend", text, SHORTEST_RESEND, LONGEST_RESEND))
        .orElse(RESEND);
  }

  private List<String> channels() {
    JsonNode given = body.path("channels");
    List<String> channels = new ArrayList<>();
    if (given.isMissingNode() || given.isNull()) {
      return channels;
    }
    if (!given.isArray() || given.size() > MOST_CHANNELS) {
      throw new SettingFault("channels", "This must be a list of at most 10 ids of channels.");
    }
    for (JsonNode channel : given) {
      if (!channel.isString() || channels.contains(channel.asString())) {
        throw new SettingFault("channels", "This must be a list of different ids of channels.");
      }
      channels.add(channel.asString());
    }
    return channels;
  }

  private Optional<QuietHours> quietHours() {
    JsonNode given = body.path("quiet_hours");
    if (given.isMissingNode() || given.isNull()) {
      return Optional.empty();
    }
    BodyMembers inner = new BodyMembers("quiet_hours", given).allow("from", "to");
    QuietHours hours = new QuietHours(time(inner, "from"), time(inner, "to"));
    if (hours.from().equals(hours.to())) {
      throw new SettingFault("quiet_hours", "They would last all day: no message would be sent.");
    }
    return Optional.of(hours);
  }

  private static LocalTime time(BodyMembers members, String name) {
    try {
      return LocalTime.parse(members.requireText(name, LONGEST_NAME));
    } catch (DateTimeParseException e) {
      throw new SettingFault(members.entryOf(name), "This must be a time such as 22:00.");
    }
  }
}
