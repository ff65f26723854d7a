/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.definition;

import io.tidemark.api.budgets.definition.Budget.Extra;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.settings.SupportedTimes;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.schema.Limits;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import tools.jackson.databind.JsonNode;

/** Reads the body of one budget. Rejects one that can never fire or contradicts itself. */
public final class BudgetReader {

  static final String CHANNELS = "channels";
  static final String TO = "to";

  private static final String ID = "id";
  private static final String STATUS = "status";
  private static final String MATCH = "match";
  private static final String PER = "per";
  static final String MEASURE = "measure";
  private static final String AMOUNT = "amount";
  private static final String PERIOD = "period";
  private static final String ZONE = "time_zone";
  private static final String FROM = "from";
  private static final String WARN_AT = "warn_at";
  private static final String PROJECTED = "projected";
  private static final String MODE = "mode";
  private static final String OVERRIDES = "overrides";
  private static final String ONLY_FROM = "only_from";
  private static final String EXTRA = "extra";
  private static final String VALUE = "value";

  private static final int LONGEST_NAME = 64;
  private static final int LONGEST_VALUE = Limits.MAX_TEXT_CHARACTERS;
  private static final int MOST_LEVELS = 20;
  private static final int HIGHEST_PERCENT = 1_000;
  private static final int MOST_OVERRIDES = 10_000;
  private static final int MOST_BLOCKS = 100;
  private static final int MOST_CHANNELS = 10;
  private static final int MOST_APPROVERS = 20;
  private static final int MOST_TIMES = 100;
  private static final int WHOLE_PERCENT = 100;

  private static final List<Integer> DEFAULT_LEVELS = List.of(80, 100);
  private static final Set<String> ACCOUNTS_OF_DEPARTMENTS =
      Set.of(Budget.PER_NONE, Budget.PER_DEPARTMENT);

  private final String id;
  private final JsonNode body;
  private final BodyMembers members;
  private final BodyValues values;

  /** Reads the body of the budget {@code id}, which the body may repeat. */
  public BudgetReader(String id, JsonNode body) {
    this.id = id;
    this.body = body;
    this.members =
        new BodyMembers("", body)
            .allow(
                ID, MATCH, PER, MEASURE, AMOUNT, PERIOD, ZONE, FROM, TO, WARN_AT, PROJECTED, MODE,
                OVERRIDES, ONLY_FROM, EXTRA, CHANNELS);
    this.values = new BodyValues("", body);
  }

  public Budget readBudget() {
    if (id.equals(STATUS)) {
      throw new SettingFault(ID, "This id is the name of a route; choose another one.");
    }
    if (members.text(ID, LONGEST_NAME).filter(named -> !named.equals(id)).isPresent()) {
      throw new SettingFault(ID, "The address names this budget " + id + '.');
    }
    BudgetMatch match = BudgetMatch.readMatch(MATCH, body.path(MATCH));
    Workload workload = match.workload();
    Mode mode = body.has(MODE) ? Mode.fromId(members.requireChoice(MODE, Mode.ids())) : Mode.WATCH;
    Period period = Period.fromId(members.requireChoice(PERIOD, Period.ids()));
    String per = readPer(match);
    Budget budget =
        new Budget(
            workload,
            match.filters(),
            match.departments(),
            per,
            readMeasure(workload),
            values.requireAmount(AMOUNT),
            period,
            readZone(),
            readTime(FROM, period),
            readTime(TO, period),
            readLevels(),
            values.readNumber(PROJECTED, 1, HIGHEST_PERCENT).orElse(null),
            mode,
            readOverrides(match, per),
            readBlocks(),
            readExtra(),
            values.readTexts(CHANNELS, LONGEST_NAME, MOST_CHANNELS));
    requireConsistent(budget);
    return budget;
  }

  private static void requireConsistent(Budget budget) {
    boolean silent = budget.warnAt().isEmpty() && budget.projected() == null;
    if (silent && budget.mode() == Mode.WATCH) {
      throw new SettingFault(
          WARN_AT,
          "This budget would never fire: it has no level, no projection, and only watches.");
    }
    if (budget.from() != null && budget.to() != null && !budget.from().isBefore(budget.to())) {
      throw new SettingFault(TO, "This budget would never fire: it ends before it starts.");
    }
    if (budget.mode() != Mode.WATCH && budget.workload() != Workload.MODEL_CALLS) {
      throw new SettingFault(
          MODE, "Decisions are about model calls: budgets of other workloads can only watch.");
    }
  }

  private String readPer(BudgetMatch match) {
    if (!body.has(PER)) {
      return Budget.PER_NONE;
    }
    TreeSet<String> allowed = new TreeSet<>(match.workload().dimensions());
    allowed.addAll(ACCOUNTS_OF_DEPARTMENTS);
    String per = members.requireChoice(PER, allowed);
    if (!match.departments().isEmpty() && !ACCOUNTS_OF_DEPARTMENTS.contains(per)) {
      throw new SettingFault(
          PER, "A budget of departments has one account, or one for each department.");
    }
    return per;
  }

  private String readMeasure(Workload workload) {
    return members.requireChoice(MEASURE, BudgetMeasures.listNames(workload));
  }

  private ZoneId readZone() {
    String name = members.text(ZONE, LONGEST_NAME).orElse("UTC");
    if (!ZoneId.getAvailableZoneIds().contains(name)) {
      throw new SettingFault(ZONE, "This must be a time zone of the IANA database.");
    }
    return ZoneId.of(name);
  }

  private Instant readTime(String name, Period period) {
    String text = members.text(name, LONGEST_NAME).orElse(null);
    if (text == null) {
      return null;
    }
    if (period != Period.ONCE) {
      throw new SettingFault(name, "Only a budget of period once has a start and an end.");
    }
    try {
      return SupportedTimes.require(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new SettingFault(name, "This must be a time such as 2026-03-01T00:00:00+08:00.");
    }
  }

  private List<Integer> readLevels() {
    if (!body.has(WARN_AT)) {
      return DEFAULT_LEVELS;
    }
    TreeSet<Integer> levels = new TreeSet<>();
    for (JsonNode item : values.readList(WARN_AT, MOST_LEVELS)) {
      int level = item.isIntegralNumber() ? item.asInt() : 0;
      if (level < 1 || level > HIGHEST_PERCENT) {
        throw new SettingFault(WARN_AT, "Levels are whole percents from 1 to 1000.");
      }
      if (!levels.add(level)) {
        throw new SettingFault(WARN_AT, "The level " + level + " occurs twice.");
      }
    }
    return List.copyOf(levels);
  }

  private Map<String, BigDecimal> readOverrides(BudgetMatch match, String per) {
    Map<String, BigDecimal> overrides = new LinkedHashMap<>();
    List<JsonNode> items = values.readList(OVERRIDES, MOST_OVERRIDES);
    for (int i = 0; i < items.size(); i++) {
      String entry = OVERRIDES + '[' + i + ']';
      BodyMembers item = new BodyMembers(entry, items.get(i)).allow(VALUE, AMOUNT);
      if (per.equals(Budget.PER_NONE)) {
        throw new SettingFault(OVERRIDES, "Without per there is one account: set its amount.");
      }
      String value = item.requireText(VALUE, LONGEST_VALUE);
      boolean otherDepartment =
          per.equals(Budget.PER_DEPARTMENT)
              && !match.departments().isEmpty()
              && !match.departments().contains(value);
      if (otherDepartment || !BudgetMatch.mayMatch(match.filters(), per, value)) {
        throw new SettingFault(entry, "This never applies: match leaves the value out.");
      }
      BigDecimal amount = new BodyValues(entry, items.get(i)).requireAmount(AMOUNT);
      if (overrides.put(value, amount) != null) {
        throw new SettingFault(entry, "This value has two overrides.");
      }
    }
    return Map.copyOf(overrides);
  }

  private List<AddressBlock> readBlocks() {
    List<AddressBlock> blocks = new ArrayList<>();
    for (String text : values.readTexts(ONLY_FROM, LONGEST_NAME, MOST_BLOCKS)) {
      blocks.add(
          AddressBlock.parseBlock(text)
              .orElseThrow(
                  () ->
                      new SettingFault(
                          ONLY_FROM, "These must be addresses or blocks such as 10.0.0.0/8.")));
    }
    return List.copyOf(blocks);
  }

  private Extra readExtra() {
    if (!body.has(EXTRA)) {
      return Extra.NONE;
    }
    JsonNode extra = body.path(EXTRA);
    new BodyMembers(EXTRA, extra).allow("self_service_percent", "times", "approvers");
    BodyValues rules = new BodyValues(EXTRA, extra);
    return new Extra(
        rules.readNumber("self_service_percent", 0, WHOLE_PERCENT).orElse(0),
        rules.readNumber("times", 0, MOST_TIMES).orElse(1),
        rules.readTexts("approvers", LONGEST_VALUE, MOST_APPROVERS));
  }
}
