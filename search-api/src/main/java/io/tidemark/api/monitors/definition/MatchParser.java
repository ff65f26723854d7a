/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.monitors.definition;

import io.tidemark.api.request.Parameter;
import io.tidemark.api.selection.Filters;
import io.tidemark.api.selection.Filters.Filter;
import io.tidemark.api.settings.BodyMembers;
import io.tidemark.api.settings.SettingFault;
import io.tidemark.api.workload.FilterField;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Reads the filters of the routes from the body of a setting. */
final class MatchParser {

  private static final String MATCH = "match";

  private MatchParser() {}

  static Filters parse(JsonNode match, List<FilterField> fields) {
    BodyMembers members = new BodyMembers(MATCH, match);
    List<Filter> kept = new ArrayList<>();
    List<Filter> leftOut = new ArrayList<>();
    for (String name : match.propertyNames()) {
      String entry = members.entryOf(name);
      Optional<FilterField> field = find(name, fields);
      boolean excludes = field.isEmpty() && name.startsWith(FilterField.NOT);
      if (excludes) {
        field = find(name.substring(FilterField.NOT.length()), fields);
      }
      FilterField found =
          field.orElseThrow(
              () ->
                  new SettingFault(
                      entry,
                      "There is no such dimension to filter by; there are "
                          + String.join(", ", fields.stream().map(FilterField::name).toList())
                          + "."));
      (excludes ? leftOut : kept)
          .add(new Filter(found.name(), values(entry, match.get(name), found)));
    }
    return new Filters(List.copyOf(kept), List.copyOf(leftOut));
  }

  private static Optional<FilterField> find(String name, List<FilterField> fields) {
    return fields.stream().filter(field -> field.name().equals(name)).findFirst();
  }

  private static List<String> values(String entry, JsonNode given, FilterField field) {
    List<String> values = new ArrayList<>();
    if (given.isString()) {
      values.add(given.asString());
    } else if (given.isArray()) {
      given.forEach(value -> values.add(value.isString() ? value.asString() : null));
    }
    if (values.isEmpty() || values.size() > Parameter.MOST_VALUES || values.contains(null)) {
      throw new SettingFault(
          entry, "This must be a text or a list of 1 to " + Parameter.MOST_VALUES + " texts.");
    }
    for (String value : values) {
      if (value.length() > Parameter.LONGEST_TEXT) {
        throw new SettingFault(entry, "A value has at most 512 characters.");
      }
      if (!field.allowed().isEmpty() && !value.isEmpty() && !field.allowed().contains(value)) {
        throw new SettingFault(
            entry, "This must be one of " + String.join(", ", field.allowed()) + ".");
      }
    }
    return List.copyOf(values);
  }
}
