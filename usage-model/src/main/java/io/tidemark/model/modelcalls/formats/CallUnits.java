/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.model.modelcalls.formats;

import io.tidemark.model.json.JsonReader;
import io.tidemark.model.json.JsonType;
import io.tidemark.model.modelcalls.CallCount;
import io.tidemark.model.modelcalls.ModelCall;
import io.tidemark.model.parsing.FieldRules;
import io.tidemark.model.schema.Limits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The units besides tokens by which a call is billed: images, seconds, characters, pages, searches.
 */
final class CallUnits {

  private static final String PREFIX = "units.";

  private static final Map<String, CallCount> BY_NAME =
      CallCount.listAll().stream()
          .filter(count -> count.fieldName().startsWith(PREFIX))
          .collect(
              Collectors.toMap(
                  count -> count.fieldName().substring(PREFIX.length()),
                  count -> count,
                  (first, second) -> first,
                  LinkedHashMap::new));

  private static final List<CallCount> ALL = List.copyOf(BY_NAME.values());

  private CallUnits() {}

  /** How many kinds there are. */
  static int count() {
    return ALL.size();
  }

  /** The count of a kind of unit. */
  static CallCount named(String name) {
    return BY_NAME.get(name);
  }

  /**
   * Reads the object that begins at {@code start}; a unit that is null is left out.
   *
   * @return what is wrong, or null
   */
  static String read(JsonReader json, int start, String field, ModelCall call) {
    json.moveTo(start);
    json.enterObject();
    while (json.nextField()) {
      CallCount unit = BY_NAME.get(json.text());
      json.readValue();
      if (json.type() == JsonType.NULL) {
        continue;
      }
      if (unit == null) {
        return field + " may have " + String.join(", ", BY_NAME.keySet());
      }
      if (!FieldRules.isCount(json.type(), json.integer())) {
        return FieldRules.notACount(unit.fieldName());
      }
      call.count(unit, json.integer());
    }
    return null;
  }

  /** The problem of the units of a call, or null. */
  static String findProblem(ModelCall call) {
    int known = 0;
    for (CallCount unit : ALL) {
      known += call.count(unit) == ModelCall.UNKNOWN ? 0 : 1;
    }
    return known > Limits.MAX_UNITS
        ? "units must have at most " + Limits.MAX_UNITS + " kinds"
        : null;
  }
}
