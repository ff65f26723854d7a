/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.budgets.definition;

import static io.tidemark.api.workload.FilterField.NOT;

import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Filters.Filter;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.workload.FilterField;
import io.tidemark.api.workload.Workload;
import io.tidemark.model.pricing.Allocations;
import io.tidemark.model.schema.Limits;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * The member {@code match}: a workload, and the filters of its routes.
 *
 * @param filters as a request with the same parameters has them
 * @param departments of which the usage counts; empty for all usage
 */
public record BudgetMatch(Workload workload, Filters filters, List<String> departments) {

  private static final String WORKLOAD = "workload";
  private static final int LONGEST_VALUE = Limits.MAX_TEXT_CHARACTERS;
  private static final int MOST_VALUES = 100;

  static BudgetMatch readMatch(String entry, JsonNode object) {
    BodyMembers members = new BodyMembers(entry, object);
    Workload workload =
        Workload.find(
                members.requireChoice(
                    WORKLOAD,
                    Workload.listAll().stream().map(Workload::id).collect(Collectors.toSet())))
            .orElseThrow();
    List<String> names = new ArrayList<>(List.of(WORKLOAD, Budget.PER_DEPARTMENT));
    workload.filters().forEach(field -> names.addAll(List.of(field.name(), NOT + field.name())));
    members.allow(names.toArray(String[]::new));
    List<Filter> kept = new ArrayList<>();
    List<Filter> leftOut = new ArrayList<>();
    for (FilterField field : workload.filters()) {
      addFilter(kept, field, members.entryOf(field.name()), object.path(field.name()));
      addFilter(
          leftOut, field, members.entryOf(NOT + field.name()), object.path(NOT + field.name()));
    }
    Filters filters = new Filters(List.copyOf(kept), List.copyOf(leftOut));
    for (Filter filter : kept) {
      if (filter.values().stream().noneMatch(value -> mayMatch(filters, filter.field(), value))) {
        throw new SettingFault(
            members.entryOf(filter.field()),
            "This budget would never fire: " + NOT + filter.field() + " leaves all of them out.");
      }
    }
    return new BudgetMatch(
        workload,
        filters,
        readDepartments(
            members.entryOf(Budget.PER_DEPARTMENT), object.path(Budget.PER_DEPARTMENT)));
  }

  private static List<String> readDepartments(String entry, JsonNode sent) {
    List<JsonNode> items = new ArrayList<>();
    if (sent.isArray()) {
      sent.forEach(items::add);
    } else if (!sent.isMissingNode() && !sent.isNull()) {
      items.add(sent);
    }
    TreeSet<String> names = new TreeSet<>();
    for (JsonNode item : items) {
      String name = item.isString() ? item.asString() : "";
      if (name.isBlank() || name.length() > LONGEST_VALUE || name.equals(Allocations.UNALLOCATED)) {
        throw new SettingFault(entry, "These must be names of departments.");
      }
      names.add(name);
    }
    if (names.size() > MOST_VALUES || (sent.isArray() && names.isEmpty())) {
      throw new SettingFault(entry, "This must be 1 to " + MOST_VALUES + " departments.");
    }
    return List.copyOf(names);
  }

  /** Whether usage with this value of {@code field} may match. */
  public static boolean mayMatch(Filters filters, String field, String value) {
    return filters.kept().stream()
            .filter(filter -> filter.field().equals(field))
            .allMatch(filter -> filter.values().contains(value))
        && filters.leftOut().stream()
            .filter(filter -> filter.field().equals(field))
            .noneMatch(filter -> filter.values().contains(value));
  }

  private static void addFilter(
      List<Filter> filters, FilterField field, String entry, JsonNode sent) {
    if (sent.isMissingNode() || sent.isNull()) {
      return;
    }
    TreeSet<String> values = new TreeSet<>();
    if (sent.isArray()) {
      sent.forEach(item -> values.add(readValue(field, entry, item)));
    } else {
      values.add(readValue(field, entry, sent));
    }
    if (values.isEmpty() || values.size() > MOST_VALUES) {
      throw new SettingFault(entry, "This must be 1 to " + MOST_VALUES + " values.");
    }
    filters.add(new Filter(field.name(), List.copyOf(values)));
  }

  private static String readValue(FilterField field, String entry, JsonNode item) {
    if (!item.isString() || item.asString().length() > LONGEST_VALUE) {
      throw new SettingFault(
          entry, "Values are texts of at most " + LONGEST_VALUE + " characters.");
    }
    String value = item.asString();
    boolean known = field.allowed().isEmpty() || field.allowed().contains(value);
    if (!known && !value.equals(Filters.UNKNOWN)) {
      throw new SettingFault(
          entry,
          "Usage never has this value; allowed are " + String.join(", ", field.allowed()) + ".");
    }
    return value;
  }
}
