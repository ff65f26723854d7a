/*
 * Copyright 2026 the Tidemark authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.tidemark.api.channels.texts;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Writes conditions of monitors for people. */
final class ConditionTexts {

  private static final String CONDITION = "condition";
  private static final String KIND = "kind";
  private static final String VALUE = "value";

  /** Members that the text of the kind contains. */
  private static final Set<String> PARTS_OF_KIND = Set.of(KIND, VALUE);

  private final MessageWords words;

  ConditionTexts(MessageWords words) {
    this.words = words;
  }

  /** The condition of a message, with this unit; one of a later release as it is. */
  Optional<String> describeCondition(MessageData data, String unit) {
    JsonNode condition = data.findNode(CONDITION);
    String kind = "condition.kind." + condition.path(KIND).asString("");
    if (words.findWord(kind).isEmpty()) {
      return data.readText(CONDITION);
    }
    MessageData members = new MessageData(condition, data.zone());
    String limit = members.formatNumber(VALUE).map(value -> value + unit).orElse("");
    String text = words.fillTemplate(kind, Map.of(VALUE, limit));
    for (String name : condition.propertyNames()) {
      if (!PARTS_OF_KIND.contains(name)) {
        String member = describeMember(name, members);
        text = words.fillTemplate("condition.with", Map.of(CONDITION, text, "member", member));
      }
    }
    return Optional.of(text);
  }

  private String describeMember(String name, MessageData members) {
    String key = "condition." + name;
    String value = members.formatNumber(name).orElse("");
    String shown = words.findWord(key + '.' + value).orElse(value);
    return words.findWord(key).isPresent()
        ? words.fillTemplate(key, Map.of(VALUE, shown))
        : MessageData.toLine(name) + ": " + shown;
  }
}
